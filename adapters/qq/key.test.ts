import { verifyAsync } from '@noble/ed25519'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOf } from '../../tests/contract/harness.ts'
import { publicKey, seedByDoubling, signature } from '../../tests/harness/qq.ts'
import { fromHex, toHex } from './hex.ts'
import { isSigned, seedOf, sign } from './key.ts'

const ascii = fc.string({ minLength: 1, maxLength: 80, unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)) })

describe('the key made of the secret', () => {
  it('is that of the page "sign"', async () => {
    const secret = 'naOC0ocQE3shWLAfffVLB1rhYPG7'
    expect(new TextDecoder().decode(seedOf(secret))).toBe('naOC0ocQE3shWLAfffVLB1rhYPG7naOC')
    expect(await publicKey(secret)).toBe('d7c362fe78aef81ff23287b493628b5db02a3c4fe30b215e4d19609b5d76673a')
  })

  it('is made by doubling, however short or long the secret is', () => {
    fc.assert(fc.property(ascii, (secret) => toHex(seedOf(secret)) === toHex(seedByDoubling(secret))))
  })
})

describe('signatures', () => {
  it('of the page "event emit": the check of the address', async () => {
    expect(await sign('DG5g3B4j9X2KOErG', '1725442341Arq0D5A61EgUu4OxUvOp')).toBe(
      '87befc99c42c651b3aac0278e71ada338433ae26fcb24307bdc5ad38c1adc2d01bcfcadc0842edac85e85205028a1132afe09280305f13aa6909ffc2d652c706',
    )
  })

  it.each([
    [
      'the page "sign", over the body as it was when it was signed',
      'naOC0ocQE3shWLAfffVLB1rhYPG7',
      '1725442341',
      '{\n  "op": 0,\n  "d": {},\n  "t": "GATEWAY_EVENT_NAME"\n}',
      '865ad13a61752ca65e26bde6676459cd36cf1be609375b37bd62af366e1dc25a8dc789ba7f14e017ada3d554c671a911bfdf075ba54835b23391d509579ed002',
    ],
    [
      'botgo, with a secret that doubles twice and a body that is not ASCII',
      '123456abcdef',
      '1728981195',
      '{"id":"ROBOT1.0_veoihSEXDc8Q.g-6eLpNIa11bH8MisOjn-m-LKxCPntMk6exUXgcWCGpVO7L2QKTNZzjZzFFDSbiOFcqAPWyVA!!","content":"哦一下","timestamp":"2024-10-15T16:33:15+08:00","author":{"id":"675860273","user_openid":"675860273"}}',
      'e949b5b94ef4103df903fb031d1d16e358db3db83e79e117edd404c8508be3ce8a76d7bad1bed353194c126a1a5915b4ad8b5288c1191cc53a12acffccd82004',
    ],
  ])('of %s', async (_, secret, timestamp, body, given) => {
    expect(await isSigned(secret, given, timestamp, bytesOf(body))).toBe(true)
    expect(await isSigned(secret, given.toUpperCase(), timestamp, bytesOf(body))).toBe(true)
    expect(await isSigned(secret, given, timestamp, bytesOf(`${body} `))).toBe(false)
    expect(await isSigned(`${secret}x`, given, timestamp, bytesOf(body))).toBe(false)
  })

  it('are those of another implementation, both ways', async () => {
    await fc.assert(
      fc.asyncProperty(ascii, fc.uint8Array({ maxLength: 200 }), async (secret, bytes) => {
        const body = Uint8Array.from(bytes)
        expect(await isSigned(secret, await signature(secret, '1725442341', body), '1725442341', body)).toBe(true)
        const text = toHex(body)
        const ours = fromHex(await sign(secret, text))!
        expect(await verifyAsync(ours, new TextEncoder().encode(text), fromHex(await publicKey(secret))!)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('of the wrong length or with bits where there are none are not looked at', async () => {
    const body = bytesOf('{}')
    const given = await signature('secret-of-a-bot', '1725442341', body)
    for (const bad of ['', given.slice(2), `${given}00`, `${given.slice(0, 126)}f0`, given.replace(/^./, 'x')])
      expect(await isSigned('secret-of-a-bot', bad, '1725442341', body)).toBe(false)
  })
})
