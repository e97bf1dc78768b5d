import type { RedisServer } from './redis-server.ts'
import { startWriter, type Writer, type Written } from './writer.ts'

/** Books orders and their payments in database 0 until it is stopped: every snapshot has as many and as much of both. */
export function startRedisWriter(server: RedisServer, perSecond = 100): Writer {
  return startWriter({
    words: ['redis-cli', '-s', server.socket, '-e', '-r', '-1', '-i', String(1 / perSecond), 'EVAL', TRANSACTION, '0'],
    read: () => readRedisWritten(server),
    hasSession: async () => (await server.command('CLIENT', 'LIST')).includes('cmd=eval')
  })
}

/** Of any server that has what the writer wrote. */
export async function readRedisWritten(server: RedisServer): Promise<Written> {
  const [transactions, isConsistent] = (await server.command('EVAL', WRITTEN, '0')).trim().split('\n')
  return { transactions: Number(transactions), isConsistent: isConsistent === 'yes' }
}

const TRANSACTION = [
  "local n = redis.call('INCR', 'writing:count')",
  'local amount = n * 7919 % 997',
  "redis.call('RPUSH', 'writing:orders', amount)",
  "redis.call('HSET', 'writing:payments', n, amount)",
  "redis.call('INCRBY', 'writing:total', amount)"
].join(' ')

const WRITTEN = `
local function sum(list) local total = 0 for _, amount in ipairs(list) do total = total + amount end return total end
local orders = redis.call('LRANGE', 'writing:orders', 0, -1)
local payments = redis.call('HVALS', 'writing:payments')
local total = tonumber(redis.call('GET', 'writing:total') or 0)
local count = tonumber(redis.call('GET', 'writing:count') or 0)
local same = #orders == count and #payments == count and sum(orders) == total and sum(payments) == total
return { tostring(count), same and 'yes' or 'no' }
`
