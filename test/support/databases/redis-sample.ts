import { gatherContents, type Contents } from './contents.ts'
import type { RedisServer } from './redis-server.ts'

/** Fills three databases of the server with every type that a backup must bring back. */
export async function createRedisSample(server: Pick<RedisServer, 'commands'>): Promise<void> {
  await server.commands(SAMPLE)
}

/** Every key of every database with its value and the moment of its end, and the functions; in one moment. */
export async function readRedis(server: Pick<RedisServer, 'command'>): Promise<Contents> {
  const keys = JSON.parse(await server.command('EVAL', READ, '0')) as readonly (readonly [string, string, string, string, unknown])[]
  return gatherContents([
    ...keys.map(([database, key, type, end, value]) => [`database ${database}`, `${key} ${type} until ${end}: ${typeof value === 'string' ? value : JSON.stringify(value)}`] as const),
    ['functions', await server.command('FUNCTION', 'LIST', 'WITHCODE')]
  ])
}

/** In the notation of redis-cli. */
const SAMPLE = String.raw`
SET "Grüße 🦊 \"x\"" "世界\n\x00\xff'"
SET empty ""
SET number 9223372036854775807
SET ends soon
PEXPIREAT ends 4102444800123
SETBIT bits 1000 1
PFADD visitors a b c
HSET hash "Feld 1" "" "" "Ä" 3 "\x00"
LPUSH list c b a "" a
SADD numbers 3 1 2
SADD words "ä" b "🦊" 1
ZADD scores 0.1 a 0.30000000000000004 b -inf c +inf d 1e300 "ä"
GEOADD places 13.361389 38.115556 Palermo
XADD events 1-1 name "ä" empty ""
XADD events 1-2 name b
XADD events 5-0 name c
XDEL events 1-2
XGROUP CREATE events workers 0
XREADGROUP GROUP workers w1 COUNT 1 STREAMS events >
XGROUP CREATECONSUMER events workers idle
XADD emptied 9-9 a b
XTRIM emptied MAXLEN 0
EVAL "local t = {} for i = 1, 40000 do t[i] = redis.sha1hex(tostring(i)) end redis.call('SET', 'big', table.concat(t))" 0
EVAL "for i = 1, 3000 do redis.call('HSET', 'big hash', i, redis.sha1hex(tostring(i))) redis.call('RPUSH', 'big list', i * 7) redis.call('ZADD', 'big scores', i / 3, i) redis.call('SADD', 'big set', 'm' .. i) end" 0
EXPIREAT "big hash" 4102444800
SELECT 3
SET "Grüße 🦊 \"x\"" "in another database"
EVAL "for i = 1, 500 do redis.call('SET', 'key:' .. i, i) end" 0
SELECT 15
RPUSH only here
FUNCTION LOAD "#!lua name=sample\nredis.register_function('twice', function(keys, args) return args[1] * 2 end)"
`

/**
 * By types and not by DUMP, whose bytes tell how Redis happens to hold a value. What has no order is sorted; of streams also
 * the groups, and who has not confirmed what.
 */
const READ = `
local function sorted(list) table.sort(list) return list end
local function pairs_of(flat) local list = {} for i = 1, #flat, 2 do list[#list + 1] = #flat[i] .. ' ' .. flat[i] .. flat[i + 1] end return sorted(list) end
local function fields(flat, wanted) local found = {} for i = 1, #flat, 2 do if wanted[flat[i]] then found[#found + 1] = { flat[i], tostring(flat[i + 1]) } end end return found end
local function stream(key)
  local about = fields(redis.call('XINFO', 'STREAM', key), { ['last-generated-id'] = true, ['max-deleted-entry-id'] = true, ['entries-added'] = true })
  local groups = {}
  for _, group in ipairs(redis.call('XINFO', 'GROUPS', key)) do
    local name = group[2]
    local waiting = {}
    for _, entry in ipairs(redis.call('XPENDING', key, name, '-', '+', 100000)) do waiting[#waiting + 1] = { entry[1], entry[2], entry[4] } end
    local consumers = {}
    for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', key, name)) do consumers[#consumers + 1] = consumer[2] end
    groups[#groups + 1] = { name, fields(group, { ['last-delivered-id'] = true, ['entries-read'] = true }), waiting, sorted(consumers) }
  end
  return { redis.call('XRANGE', key, '-', '+'), about, groups }
end
local function escaped(value)
  if type(value) == 'string' then return (string.gsub(value, '[^%w%p ]', function(byte) return string.format('\\\\x%02x', string.byte(byte)) end)) end
  if type(value) ~= 'table' then return value end
  local list = {}
  for i, part in ipairs(value) do list[i] = escaped(part) end
  return list
end
local read = {
  string = function(key) return redis.call('GET', key) end,
  hash = function(key) return pairs_of(redis.call('HGETALL', key)) end,
  list = function(key) return redis.call('LRANGE', key, 0, -1) end,
  set = function(key) return sorted(redis.call('SMEMBERS', key)) end,
  zset = function(key) return redis.call('ZRANGE', key, 0, -1, 'WITHSCORES') end,
  stream = stream
}
local found = {}
for database = 0, 15 do
  redis.call('SELECT', database)
  for _, key in ipairs(redis.call('KEYS', '*')) do
    local kind = redis.call('TYPE', key).ok
    found[#found + 1] = { tostring(database), key, kind, string.format('%.0f', redis.call('PEXPIRETIME', key)), read[kind](key) }
  end
end
return cjson.encode(escaped(found))
`
