import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import OAuth from 'oauth-1.0a'
import { describe, expect, it } from 'vitest'
import { X_KEYS } from '../../tests/harness/x-access.ts'
import { type SignedCall, authorization } from './oauth1.ts'

const { apiKey, apiSecret, accessToken, accessSecret } = X_KEYS
const keys = { apiKey, apiSecret, accessToken, accessSecret }

/** The fields of the header, decoded. */
async function fieldsOf(call: SignedCall): Promise<{ [name: string]: string }> {
  const header = await authorization(call, keys)
  expect(header.startsWith('OAuth ')).toBe(true)
  return Object.fromEntries(Array.from(header.matchAll(/(\w+)="([^"]*)"/g), ([, name, value]) => [name!, decodeURIComponent(value!)]))
}

// X docs, "Creating a signature", as it is and in its older editions.
describe('the samples of the platform', () => {
  it.each([
    ['https://api.x.com/1.1/statuses/update.json', 'Ls93hJiZbQ3akF3HF3x1Bz8/zU4='],
    ['https://api.twitter.com/1.1/statuses/update.json', 'hCtSmYh+iHYCEqBWrE7C7hYmtUk='],
    ['https://api.twitter.com/1/statuses/update.json', 'tnnArxj06cWHq44gCs1OSKk/jLY='],
  ])('%s', async (address, signature) => {
    const fields = await fieldsOf({
      method: 'POST',
      url: new URL(`${address}?include_entities=true`),
      form: [['status', 'Hello Ladies + Gentlemen, a signed OAuth request!']],
      nonce: 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg',
      timestamp: 1_318_622_958,
    })
    expect(fields).toEqual({
      oauth_consumer_key: apiKey,
      oauth_nonce: 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg',
      oauth_signature: signature,
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: '1318622958',
      oauth_token: accessToken,
      oauth_version: '1.0',
    })
  })
})

it('signs as the package oauth-1.0a does', async () => {
  const other = new OAuth({
    consumer: { key: apiKey, secret: apiSecret },
    signature_method: 'HMAC-SHA1',
    hash_function: (base, key) => createHmac('sha1', key).update(base).digest('base64'),
  })
  const word = fc.string({ unit: 'grapheme', maxLength: 12 })
  // The package keeps parameters in plain objects: names that those have already are lost there.
  const name = word.filter((one) => !(one in {}))
  const call = fc.record({
    method: fc.constantFrom('GET', 'POST', 'put', 'DELETE'),
    path: fc.stringMatching(/^[a-z0-9_./-]{0,20}$/),
    query: fc.dictionary(name, word, { maxKeys: 5, noNullPrototype: true }),
    form: fc.dictionary(fc.stringMatching(/^form_[a-z]{1,5}$/), word, { maxKeys: 3, noNullPrototype: true }),
    nonce: fc.stringMatching(/^[a-f0-9]{32}$/),
    timestamp: fc.integer({ min: 1_300_000_000, max: 2_000_000_000 }),
  })
  await fc.assert(
    fc.asyncProperty(call, async ({ method, path, query, form, nonce, timestamp }) => {
      const url = new URL(`https://api.x.com/${path}`)
      const base = url.href
      for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value)
      other.getNonce = () => nonce
      other.getTimeStamp = () => timestamp
      const expected = other.authorize({ method, url: base, data: { ...query, ...form } }, { key: accessToken, secret: accessSecret })
      const fields = await fieldsOf({ method, url, form: Object.entries(form), nonce, timestamp })
      expect(fields['oauth_signature']).toBe(expected.oauth_signature)
    }),
  )
})
