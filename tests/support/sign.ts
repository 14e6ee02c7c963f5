/** HMAC-SHA-256 in hex: how the test platform signs its webhooks. */
export async function signature(secret: string, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return Buffer.from(await crypto.subtle.sign('HMAC', key, body)).toString('hex')
}

/** A webhook call of the test platform. */
export async function signedHook(secret: string, payload: unknown): Promise<RequestInit> {
  const body = new Uint8Array(new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload)))
  return { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-test-signature': await signature(secret, body) } }
}
