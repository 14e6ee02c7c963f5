import { expect, test } from 'vitest'
import { keyOf, publicHex, seedOf, signHex, verifyHex } from '../keys.ts'
import { publicKey, sign } from './tools.ts'

const docSecret = 'naOC0ocQE3shWLAfffVLB1rhYPG7'
const botgoBody =
  '{"id":"ROBOT1.0_veoihSEXDc8Q.g-6eLpNIa11bH8MisOjn-m-LKxCPntMk6exUXgcWCGpVO7L2QKTNZzjZzFFDSbiOFcqAPWyVA!!","content":"哦一下","timestamp":"2024-10-15T16:33:15+08:00","author":{"id":"675860273","user_openid":"675860273"}}'

/** event-emit.md, sign.md (with the body that verifies, and the one that is printed), botgo's interaction_test.go. */
const vectors: [name: string, secret: string, timestamp: string, body: string, signature: string][] = [
  [
    'op 13',
    'DG5g3B4j9X2KOErG',
    '1725442341',
    'Arq0D5A61EgUu4OxUvOp',
    '87befc99c42c651b3aac0278e71ada338433ae26fcb24307bdc5ad38c1adc2d01bcfcadc0842edac85e85205028a1132afe09280305f13aa6909ffc2d652c706',
  ],
  [
    'sign.md',
    docSecret,
    '1725442341',
    '{\n  "op": 0,\n  "d": {},\n  "t": "GATEWAY_EVENT_NAME"\n}',
    '865ad13a61752ca65e26bde6676459cd36cf1be609375b37bd62af366e1dc25a8dc789ba7f14e017ada3d554c671a911bfdf075ba54835b23391d509579ed002',
  ],
  [
    'sign.md as printed',
    docSecret,
    '1725442341',
    '{ "op": 0,"d": {}, "t": "GATEWAY_EVENT_NAME"}',
    '2eb9983ebb8bb209e78fd095942f58e442656656e7975d01e64f9023a84b7c964290fdd40e5500c33867ccfe9563b7e0b6bac0e1d42c13e787b304fd51f71102',
  ],
  [
    'botgo',
    '123456abcdef',
    '1728981195',
    botgoBody,
    'e949b5b94ef4103df903fb031d1d16e358db3db83e79e117edd404c8508be3ce8a76d7bad1bed353194c126a1a5915b4ad8b5288c1191cc53a12acffccd82004',
  ],
]

test.each(vectors)('%s', (_name, secret, timestamp, body, signature) => {
  const key = keyOf(secret)
  expect(signHex(key, timestamp, body)).toBe(signature)
  expect(verifyHex(key, timestamp, body, signature)).toBe(true)
  expect(verifyHex(key, `${timestamp}0`, body, signature)).toBe(false)
  expect(verifyHex(keyOf(`${secret}x`), timestamp, body, signature)).toBe(false)
  for (const malformed of ['', signature.slice(2), `${signature}00`, `zz${signature.slice(2)}`, undefined]) {
    expect(verifyHex(key, timestamp, body, malformed)).toBe(false)
  }
})

test('the secret is doubled and cut to the seed; its public key is that of the docs', () => {
  expect(seedOf(docSecret).toString()).toBe('naOC0ocQE3shWLAfffVLB1rhYPG7naOC')
  expect(publicHex(keyOf(docSecret))).toBe('d7c362fe78aef81ff23287b493628b5db02a3c4fe30b215e4d19609b5d76673a')
  expect(seedOf('ab').toString()).toBe('ab'.repeat(16))
  expect(seedOf('x'.repeat(40))).toHaveLength(32)
  expect(() => seedOf('')).toThrow()
})

test.each(['a', 'DG5g3B4j9X2KOErG', docSecret, 'x'.repeat(31), 'y'.repeat(33)])(
  'another implementation agrees for the secret %s',
  async (secret) => {
    expect(publicHex(keyOf(secret))).toBe(await publicKey(secret))
    expect(signHex(keyOf(secret), '1725442341', '{"content":"哦一下🙂"}')).toBe(await sign(secret, '1725442341{"content":"哦一下🙂"}'))
  },
)
