// The Redis that the tests of backup and restore work on: it holds the sample, reads it exactly, and leaves nothing behind.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { sectionsThatDiffer } from '../../../support/databases/contents.ts'
import { createRedisSample, readRedis } from '../../../support/databases/redis-sample.ts'
import { startRedis, type RedisServer } from '../../../support/databases/redis-server.ts'
import { readRedisWritten, startRedisWriter } from '../../../support/databases/redis-writer.ts'
import type { Writer } from '../../../support/databases/writer.ts'
import { waitUntil } from '../../../support/wait-until.ts'

const writers: Writer[] = []
let server: RedisServer

beforeAll(async () => {
  server = await startRedis({ appendOnly: true })
})

afterAll(() => server.stop())

afterEach(async () => {
  for (const writer of writers.splice(0)) await writer.stop()
})

test('the sample reads the same after a restart, from either kind of file, and every change of it shows', async () => {
  await createRedisSample(server)
  const before = await readRedis(server)
  await server.restart()
  expect(await readRedis(server)).toEqual(before)
  await server.command('SAVE')
  await server.restart({ appendOnly: false })
  expect(await readRedis(server)).toEqual(before)
  await server.commands('HSET "big hash" 3000 x\nSELECT 3\nPEXPIREAT key:500 4102444800000\nSELECT 15\nXADD only2 1-1 a b\nFUNCTION FLUSH')
  expect(sectionsThatDiffer(before, await readRedis(server))).toEqual(['database 0', 'database 15', 'database 3', 'functions'])
})

test('the writer keeps its rule when the server is killed, and a mix of two moments breaks it', async () => {
  await server.restart({ appendOnly: true })
  await server.command('FLUSHALL')
  const writer = startRedisWriter(server)
  writers.push(writer)
  await writer.goOn(10)
  const first = server.pid
  await server.kill()
  expect(existsSync(`/proc/${first}`)).toBe(false)
  await expect(server.command('PING')).rejects.toThrow(/Could not connect/)
  await waitUntil('the end of the writer', () => !writer.isWriting())
  await server.restart({ appendOnly: true })
  const { transactions, isConsistent } = await writer.read()
  expect([transactions >= 10, isConsistent]).toEqual([true, true])
  await server.command('RPOP', 'writing:orders')
  expect(await readRedisWritten(server)).toEqual({ transactions, isConsistent: false })
  const { pid } = server
  await server.stop()
  expect([existsSync(`/proc/${pid}`), existsSync(server.dataFolder)]).toEqual([false, false])
})
