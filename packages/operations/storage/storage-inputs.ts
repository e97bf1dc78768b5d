import { defineInputs, secret, text, type InputValues, type Storage } from '../../core/index.ts'

/** The bucket, and what the keys begin with. */
const PLACE = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[A-Za-z0-9._@:+=-]+)*)\/?$/

/** Where copies of backups are, and who may use it. */
export const storageInputs = defineInputs({
  storage: text({
    group: 'Backup',
    description: 'Where backups are copied to: a bucket of an S3-compatible storage, and a folder in it. The host sends them itself, and gets no key for it.',
    example: 's3://company-backups/app',
    check: (place) => (PLACE.test(place) && !/\/\.{1,2}(\/|$)/.test(place) ? undefined : `is no s3://bucket/folder: ${JSON.stringify(place)}`)
  }),
  'storage-endpoint': text({
    group: 'Backup',
    description: 'The address of the storage, as the machine that runs deploy-kit and the hosts reach it. Default: AWS.',
    example: 'https://s3.example.com',
    check: (address) => (/^https?:\/\/[^\s/?#@"\\]+\/?$/.test(address) ? undefined : `is no address as https://s3.example.com: ${JSON.stringify(address)}`)
  }),
  'storage-region': text({
    group: 'Backup',
    description: 'The region of the bucket.',
    default: 'us-east-1',
    example: 'eu-central-1',
    check: (region) => (/^[A-Za-z0-9-]+$/.test(region) ? undefined : `is no name of a region: ${JSON.stringify(region)}`)
  }),
  'aws-access-key-id': secret({ group: 'Backup', variable: 'AWS_ACCESS_KEY_ID', description: 'The id of the key of the storage. It never gets to the hosts.' }),
  'aws-secret-access-key': secret({ group: 'Backup', variable: 'AWS_SECRET_ACCESS_KEY', description: 'The key of the storage. It never gets to the hosts.' }),
  'aws-session-token': secret({ group: 'Backup', variable: 'AWS_SESSION_TOKEN', description: 'What belongs to a key that is good for a while only.' })
})

/** For what reads copies: after a server is gone, another one has another name. */
export const copiesOfInput = defineInputs({
  'storage-host': text({
    group: 'Backup',
    description: 'Whose copies are meant: the name that the host had when they were made. Default: its own.',
    example: 'web1.example.com',
    check: (host) => (/^[A-Za-z0-9._:%-]+$/.test(host) ? undefined : `is no name of a host: ${JSON.stringify(host)}`)
  })
})

export type StorageValues = InputValues<typeof storageInputs>

/** What the inputs say of a storage. */
export interface GivenStorage {
  /** `s3://company-backups/app`, for people. */
  readonly shown: string
  /** What the keys of all hosts begin with; '' or without slashes at its ends. */
  readonly prefix: string
  /** Undefined: no key is given. */
  readonly storage: Storage | undefined
}

/** Undefined: none is wanted. */
export function readStorage(values: StorageValues): GivenStorage | undefined {
  const [, bucket, prefix = ''] = PLACE.exec(values.storage ?? '') ?? []
  if (bucket === undefined) return undefined
  const { 'aws-access-key-id': keyId, 'aws-secret-access-key': secretKey } = values
  const place = { bucket, endpoint: values['storage-endpoint']?.replace(/\/$/, ''), region: values['storage-region'], sessionToken: values['aws-session-token'] }
  return {
    shown: `s3://${bucket}${prefix}`,
    prefix: prefix.slice(1),
    storage: keyId === undefined || secretKey === undefined ? undefined : { ...place, keyId, secretKey }
  }
}

export const MISSING_KEY = 'there is no key for it: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set on the machine that runs deploy-kit'
