"""What applications that were written for MinIO expect of an S3 server: its health address, and access keys without a colon."""

ACCOUNT = 'storage'


def health_filter(_global_settings, **_settings):
    return lambda app: lambda environ, start: answer(app, environ, start)


def answer(app, environ, start):
    if environ['PATH_INFO'] not in ('/minio/health/live', '/minio/health/ready', '/minio/health/cluster'):
        return app(environ, start)
    start('200 OK', [('Content-Length', '0')])
    return [b'']


def plain_keys_filter(_global_settings, **_settings):
    return lambda app: lambda environ, start: app(with_account(environ), start)


def with_account(environ):
    """Swift names users `account:user`. The access key is changed behind s3api, which has read and kept what was signed."""
    details = environ.get('s3api.auth_details')
    if details is None or ':' in details['access_key']:
        return environ
    key = details['access_key']
    details['access_key'] = f'{ACCOUNT}:{key}'
    environ['PATH_INFO'] = environ['PATH_INFO'].replace(f'/{key}', f'/{ACCOUNT}:{key}', 1)
    return environ
