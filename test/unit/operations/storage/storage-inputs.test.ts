import { describe, expect, test } from '@jest/globals'
import { parseInputs } from '../../../../packages/core/index.ts'
import { readStorage, storageInputs, type StorageValues } from '../../../../packages/operations/storage/storage-inputs.ts'

function parse(texts: Readonly<Record<string, string>>): StorageValues {
  return parseInputs(storageInputs, [{ texts, describe: (name) => name }])
}

const key = { 'aws-access-key-id': 'id', 'aws-secret-access-key': 'secret' }

describe('storage', () => {
  test.each([
    ['s3://backups', 'backups', '', 's3://backups'],
    ['s3://backups/', 'backups', '', 's3://backups'],
    ['s3://my.backups-1/app/production/', 'my.backups-1', 'app/production', 's3://my.backups-1/app/production']
  ])('%s', (storage, bucket, prefix, shown) => {
    const given = readStorage(parse({ storage, ...key }))
    expect(given).toMatchObject({ prefix, shown })
    expect(given?.storage).toMatchObject({ bucket, endpoint: undefined, region: 'us-east-1' })
  })

  test.each(['backups', 's3://B', 's3://backups//app', 's3://backups/../other', 's3://backups/a b', 'https://s3.example.com/backups'])('refuses %s', (storage) => {
    expect(() => parse({ storage })).toThrow(/is no s3:\/\/bucket\/folder/)
  })

  test.each(['s3.example.com', 'https://s3.example.com/path', 'https://key:secret@s3.example.com'])('refuses the endpoint %s', (endpoint) => {
    expect(() => parse({ 'storage-endpoint': endpoint })).toThrow(/is no address/)
  })

  test('none is asked for; one without a key is told', () => {
    expect(readStorage(parse(key))).toBeUndefined()
    expect(readStorage(parse({ storage: 's3://backups', 'aws-access-key-id': 'id' }))).toMatchObject({ storage: undefined })
  })
})
