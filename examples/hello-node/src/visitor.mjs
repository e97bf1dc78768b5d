import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'

/** The visitor's id from a cookie that we signed, or a new one. */
export function findVisitor(cookies, secret) {
  const [, id, signature] = /(?:^|;\s*)visitor=([0-9a-f-]{36})\.([0-9a-f]{64})/.exec(cookies ?? '') ?? []
  return id !== undefined && isEqual(signature, sign(id, secret)) ? id : randomUUID()
}

export function renderCookie(id, secret) {
  return `visitor=${id}.${sign(id, secret)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000`
}

function sign(id, secret) {
  return createHmac('sha256', secret).update(id).digest('hex')
}

function isEqual(left, right) {
  return timingSafeEqual(Buffer.from(left), Buffer.from(right))
}
