/**
 * Files that hold secrets by their name. `by-content`: only when a private key is inside, for certificates bear the same
 * names. Templates of env files are harmless and travel.
 */
export function classifyName(path: string): 'env' | 'key' | 'by-content' | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const lower = name.toLowerCase()
  if (lower.startsWith('.env')) return TEMPLATE.test(lower) ? undefined : 'env'
  if (PRIVATE_KEY_NAME.test(lower) || lower.endsWith('.ppk')) return 'key'
  return lower.endsWith('.pem') || lower.endsWith('.key') ? 'by-content' : undefined
}

const TEMPLATE = /[._-](?:example|sample|template|tmpl|tpl|dist|defaults?)$/

const PRIVATE_KEY_NAME = /^id_(?:rsa|dsa|ecdsa|ed25519|ecdsa_sk|ed25519_sk|xmss)$/

/** PEM (RFC 7468), OpenSSH and PGP armours, encrypted ones too. */
const PRIVATE_KEY_ARMOUR = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/

export function holdsPrivateKey(bytes: Buffer): boolean {
  return PRIVATE_KEY_ARMOUR.test(bytes.toString('latin1'))
}
