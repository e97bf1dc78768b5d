import path from 'node:path'

/**
 * What the release needs to run. Throws with every problem at once, so that a wrong env file is found
 * before the release gets its first request.
 */
export function readSettings(environment, folder) {
  const port = Number(environment.PORT ?? '3000')
  const problems = [
    ...(Number.isInteger(port) && port > 0 && port < 65_536 ? [] : [`PORT must be a port, not ${environment.PORT}`]),
    ...((environment.APP_SECRET ?? '').length >= 16 ? [] : ['APP_SECRET must have at least 16 characters'])
  ]
  if (problems.length > 0) throw new Error(problems.join('; '))
  return {
    port,
    secret: environment.APP_SECRET,
    greeting: environment.GREETING ?? 'Hello',
    release: findRelease(folder),
    databaseFile: path.join(folder, 'data', 'notes.db')
  }
}

/** A release knows its id by its real path, `releases/<id>`; anywhere else it is somebody's working tree. */
function findRelease(folder) {
  return path.basename(path.dirname(folder)) === 'releases' ? path.basename(folder) : 'development'
}
