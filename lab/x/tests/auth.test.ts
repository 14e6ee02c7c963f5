import { expect, test } from 'vitest'
import { signature } from '../api/oauth1.ts'
import { sign } from '../events/sign.ts'
import { call, dataOf, hour, lab } from './tools.ts'

const page = {
  parameters: [
    ['include_entities', 'true'],
    ['status', 'Hello Ladies + Gentlemen, a signed OAuth request!'],
    ['oauth_consumer_key', 'xvz1evFS4wEEPTGEFPHBog'],
    ['oauth_nonce', 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg'],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', '1318622958'],
    ['oauth_token', '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb'],
    ['oauth_version', '1.0'],
  ] as const,
  secrets: { consumer: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw', token: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE' },
}

// "Creating a signature" of docs.x.com, and its two older editions.
test.each([
  ['https://api.x.com/1.1/statuses/update.json', 'Ls93hJiZbQ3akF3HF3x1Bz8/zU4='],
  ['https://api.twitter.com/1.1/statuses/update.json', 'hCtSmYh+iHYCEqBWrE7C7hYmtUk='],
  ['https://api.twitter.com/1/statuses/update.json', 'tnnArxj06cWHq44gCs1OSKk/jLY='],
])('the signature of %s is the one in the documentation', (url, expected) => {
  expect(signature('post', url, page.parameters, page.secrets)).toBe(expected)
})

test('a signed request counts once, and only for five minutes', async () => {
  const { root, acme, clock } = await lab()
  const { consumerKey, consumerSecret, accessToken, accessSecret } = acme.credentials
  const ask = async (nonce: string, late: number): Promise<number> => {
    const fields: [string, string][] = [
      ['oauth_consumer_key', consumerKey],
      ['oauth_nonce', nonce],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', String(Math.floor(clock.now() / 1000) - late)],
      ['oauth_token', accessToken],
    ]
    const query: [string, string] = ['user.fields', 'name,url']
    const secrets = { consumer: consumerSecret, token: accessSecret }
    const signed = signature('GET', 'https://api.x.com/2/users/me', [...fields, query], secrets)
    const header = [...fields, ['oauth_signature', signed]].map(([key, value = '']) => `${key}="${encodeURIComponent(value)}"`).join(', ')
    return (await fetch(`${root}/2/users/me?user.fields=name%2Curl`, { headers: { authorization: `OAuth ${header}` } })).status
  }
  expect(await ask('a', 0)).toBe(200)
  expect(await ask('a', 0)).toBe(401)
  expect(await ask('b', 300)).toBe(200)
  expect(await ask('c', 301)).toBe(401)
})

test('what webhooks are signed with is HMAC-SHA256 in base64', () => {
  const secret = 'your_consumer_secret_here'
  expect(sign(secret, 'challenge_string')).toBe('sha256=mchn+rKsGVnYHN/lGyanuEw6XariJ3D+ARDLDsd0dS0=')
  const body = '{"for_user_id":"4337869213","direct_message_events":[]}'
  expect(sign(secret, body)).toBe('sha256=nzHbPqRo8N5YWbKlC8XpGxlqNmYXZNDWauQ6tak5JSI=')
})

async function ask(root: string, form: Record<string, string>, basic?: string): Promise<{ status: number; body: Record<string, string> }> {
  const headers: Record<string, string> = basic === undefined ? {} : { authorization: `Basic ${Buffer.from(basic).toString('base64')}` }
  const response = await fetch(root, { method: 'POST', headers, body: new URLSearchParams(form) })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

test('a refresh token is good once, and access tokens end after two hours', async () => {
  const { root, acme, clock } = await lab()
  const { clientId, clientSecret, refreshToken } = acme.credentials
  const url = `${root}/2/oauth2/token`
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken }
  const first = await ask(url, form, `${clientId}:${clientSecret}`)
  expect(first).toMatchObject({
    status: 200,
    body: { token_type: 'bearer', expires_in: 7200, refresh_token: acme.credentials.refreshToken },
  })
  const again = await ask(url, form, `${clientId}:${clientSecret}`)
  expect(again).toMatchObject({
    status: 400,
    body: { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' },
  })
  const token = first.body['access_token']!
  clock.advance(2 * hour - 1)
  expect((await call(root, 'GET', '/2/users/me', token)).body).toEqual({ data: { id: acme.id, name: 'Acme', username: 'acme' } })
  clock.advance(1)
  expect(await call(root, 'GET', '/2/users/me', token)).toMatchObject({
    status: 401,
    body: { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' },
  })
  const next = await ask(url, { ...form, refresh_token: acme.credentials.refreshToken }, `${clientId}:${clientSecret}`)
  expect(next.status).toBe(200)
})

test('a permission that was taken back and given again comes with new tokens', async () => {
  const { root, acme } = await lab()
  const [old, before] = [acme.token(), acme.credentials]
  acme.revoke()
  const me = async (token: string) => (await call(root, 'GET', '/2/users/me', token)).status
  expect(await me(old)).toBe(401)
  acme.authorise()
  expect([await me(old), await me(acme.token())]).toEqual([401, 200])
  for (const key of ['accessToken', 'accessSecret', 'refreshToken'] as const) expect(acme.credentials[key]).not.toBe(before[key])
  expect(acme.credentials.consumerKey).toBe(before.consumerKey)
})

test('a confidential client must show its secret, a public one has none', async () => {
  const { root, acme, x } = await lab()
  const form = { grant_type: 'refresh_token', refresh_token: acme.credentials.refreshToken, client_id: acme.credentials.clientId }
  expect(await ask(`${root}/2/oauth2/token`, form)).toMatchObject({ status: 401, body: { error: 'unauthorized_client' } })
  const open = x.account({ name: 'Open', clientSecret: null }).credentials
  const own = { grant_type: 'refresh_token', refresh_token: open.refreshToken, client_id: open.clientId }
  expect((await ask(`${root}/2/oauth2/token`, own)).status).toBe(200)
})

test('the app-only token is always the same, and not for messages', async () => {
  const { root, acme } = await lab()
  const { consumerKey, consumerSecret, bearer } = acme.credentials
  const form = { grant_type: 'client_credentials' }
  const { body } = await ask(`${root}/oauth2/token`, form, `${consumerKey}:${consumerSecret}`)
  expect(body).toEqual({ token_type: 'bearer', access_token: bearer })
  expect((await ask(`${root}/oauth2/token`, form, `${consumerKey}:wrong`)).status).toBe(401)
  expect(await call(root, 'GET', '/2/dm_events', bearer)).toMatchObject({
    status: 403,
    body: {
      title: 'Unsupported Authentication',
      detail:
        'Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  Supported authentication types are [OAuth 2.0 User Context, OAuth 1.0a User Context].',
    },
  })
})

test('a token without the scope is refused', async () => {
  const { root, x } = await lab()
  const reader = x.account({ name: 'Reader', scopes: ['tweet.read', 'users.read', 'dm.read'] })
  const ada = x.person({ name: 'Ada', open: true })
  expect((await call(root, 'GET', '/2/dm_events', reader.token())).status).toBe(200)
  expect(await call(root, 'POST', `/2/dm_conversations/with/${ada.id}/messages`, reader.token(), { text: 'hi' })).toMatchObject({
    status: 403,
    body: { title: 'Forbidden', type: 'about:blank', status: 403, detail: 'Forbidden' },
  })
})

test('users are looked up by id and by name; those who are missing stand in errors', async () => {
  const { root, acme, x } = await lab()
  const ada = x.person({ name: 'Ada', username: 'ada' })
  const { bearer } = acme.credentials
  expect((await call(root, 'GET', `/2/users?ids=${ada.id},12&user.fields=verified`, bearer)).body).toEqual({
    data: [{ id: ada.id, name: 'Ada', username: 'ada', verified: false }],
    errors: [expect.objectContaining({ resource_type: 'user', parameter: 'ids', resource_id: '12' })],
  })
  expect(dataOf(await call(root, 'GET', '/2/users/by/username/ADA', bearer))['id']).toBe(ada.id)
  expect(dataOf(await call(root, 'GET', '/2/users/by?usernames=ada,acme', bearer))).toHaveLength(2)
  expect(await call(root, 'GET', '/2/users/12', bearer)).toMatchObject({ status: 404, body: { title: 'Not Found Error' } })
})
