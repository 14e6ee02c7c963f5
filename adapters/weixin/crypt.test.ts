import * as wecom from '@wecom/crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decrypt, encrypt, sha1Sorted } from './crypt.ts'
import { isFresh, openSealed } from './push.ts'

const A = 'A'.repeat(43)
const APP = 'wxba5fad812f8e6fb9'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The platform's sample of a push in secure mode ("message push", developers.weixin.qq.com). */
const PUSH =
  '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04='
const PUSHED =
  '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}'
const REPLY = 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=='

const WXJAVA = {
  key: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  id: 'wxb11529c136998cb6',
  cipher: 'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==',
}
const WECOM = {
  key: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  id: 'wx5823bf96d3bd56c7',
  cipher: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
}

describe('the platform’s own samples', () => {
  it.each([
    ['URL check', ['AAAAA', '1714036504', '1514711492'], 'f464b24fc39322e44b38aa78f5edd27bd1441696'],
    ['plain push', ['AAAAA', '1714037059', '486452656'], '899cf89e464efb63f54ddac96b0a0a235f53aa78'],
    ['secure push', ['AAAAA', '1714112445', '415670741'], '6c5c811b55cc85e0e1b54100749188c20beb3f5d'],
    ['secure push, its words too', ['AAAAA', '1714112445', '415670741', PUSH], '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3'],
    ['encrypted reply', ['AAAAA', '1713424427', '415670741', REPLY], '1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1'],
    ['WeCom URL check', ['QDG6eK', '1409659589', '263014780', WECOM.cipher], '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3'],
  ])('%s: the signature', async (_, parts, signature) => {
    expect(await sha1Sorted(...parts)).toBe(signature)
  })

  it('are opened', async () => {
    expect(await decrypt(A, PUSH)).toEqual({ message: PUSHED, receiverId: APP })
    expect(await decrypt(WXJAVA.key, WXJAVA.cipher)).toEqual({ message: '我是中文abcd123', receiverId: WXJAVA.id })
    expect(await decrypt(WECOM.key, WECOM.cipher)).toEqual({ message: '1616140317555161061', receiverId: WECOM.id })
  })

  it('are made, bit for bit', async () => {
    expect(await encrypt(A, '{"demo_resp":"good luck"}', APP, bytes('707722b803182950'))).toBe(REPLY)
    expect(await encrypt(WXJAVA.key, '我是中文abcd123', WXJAVA.id, bytes('aaaabbbbccccdddd'))).toBe(WXJAVA.cipher)
    expect(await encrypt(WECOM.key, '1616140317555161061', WECOM.id, bytes('c41b64491c2468d0'))).toBe(WECOM.cipher)
  })

  it('are believed as whole pushes, for the account that they are for', async () => {
    const query = new URLSearchParams({
      timestamp: '1714112445',
      nonce: '415670741',
      msg_signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
    })
    const keys = { token: 'AAAAA', encodingAesKey: A, receiverId: APP }
    expect(await openSealed(keys, query, PUSH)).toBe(PUSHED)
    expect(await openSealed({ ...keys, receiverId: WXJAVA.id }, query, PUSH)).toBeNull()
    expect(await openSealed({ ...keys, token: 'AAAAB' }, query, PUSH)).toBeNull()
    expect(await openSealed(keys, query, REPLY)).toBeNull()
  })
})

const keys = fc.stringMatching(/^[A-Za-z0-9]{43}$/)
const words = fc.string({ unit: 'grapheme', maxLength: 80 })

it('goes both ways with an independent implementation', async () => {
  await fc.assert(
    fc.asyncProperty(keys, words, words, async (key, message, id) => {
      expect(wecom.decrypt(key, await encrypt(key, message, id))).toMatchObject({ message, id })
      expect(await decrypt(key, wecom.encrypt(key, message, id))).toEqual({ message, receiverId: id })
      expect(await sha1Sorted(key, '1', '2', message)).toBe(wecom.getSignature(key, '1', '2', message))
    }),
  )
})

describe('what is malformed', () => {
  it.each([
    ['no cipher', A, ''],
    ['no base64', A, '%%%'],
    ['half a block', A, REPLY.slice(0, 24)],
    ['a block too few', A, btoa(atob(REPLY).slice(0, -16))],
    ['half of it', A, btoa(atob(REPLY).slice(0, 32))],
    ['another key', WXJAVA.key, REPLY],
    ['a key too short', A.slice(1), REPLY],
    ['a key of other letters', `${A.slice(1)}_`, REPLY],
  ])('%s: is nothing', async (_, key, cipher) => {
    expect(await decrypt(key, cipher)).toBeNull()
  })

  it('a length that is longer than the text: is nothing', async () => {
    const cipher = await encrypt(A, 'hello', APP)
    // The first block goes into the second by an exclusive or: the length's highest byte is changed.
    const broken = Uint8Array.from(atob(cipher), (char) => char.codePointAt(0)!)
    broken[0]! ^= 0x80
    expect(await decrypt(A, btoa(String.fromCodePoint(...broken)))).toBeNull()
  })

  /** The cipher of bytes as they are, without any padding of ours: as many as make whole blocks. */
  async function cipherOf(...plain: number[]): Promise<string> {
    const [key, iv] = [new Uint8Array(32), new Uint8Array(16)]
    const aes = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt'])
    const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, aes, new Uint8Array(plain)))
    return btoa(String.fromCodePoint(...cipher.subarray(0, plain.length)))
  }
  const random = Array<number>(16).fill(0)
  const hi = [...random, 0, 0, 0, 1, 0x68]
  const padded = (plain: number[], pad: number, length = 32): number[] => [...plain, ...Array<number>(length - plain.length).fill(pad)]

  it('bytes that are no UTF-8: are nothing', async () => {
    const plain = [...random, 0, 0, 0, 1, 0xff, ...bytes('wx')]
    expect(await decrypt(A, await cipherOf(...padded(plain, 32 - plain.length)))).toBeNull()
  })

  it('a padding that is none: is nothing', async () => {
    expect(await decrypt(A, await cipherOf(...padded(hi, 11)))).toEqual({ message: 'h', receiverId: '' })
    const broken = [padded(hi, 0), padded([...hi, 7], 11), padded(hi, 43, 64), padded(random, 16)]
    for (const plain of broken) expect(await decrypt(A, await cipherOf(...plain)), String(plain)).toBeNull()
  })

  it('a mark of byte order belongs to the text', async () => {
    expect(await decrypt(A, await encrypt(A, '\uFEFFhi', APP))).toEqual({ message: '\uFEFFhi', receiverId: APP })
  })

  it('anything at all: throws nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 96 }), fc.string(), async (cipher, text) => {
        expect(await decrypt(A, btoa(String.fromCodePoint(...cipher)))).toBeNull()
        expect(await decrypt(A, text)).toBeNull()
        expect(await decrypt(text, PUSH)).toBeNull()
      }),
    )
  })

  it('a key to encrypt with: is a mistake of ours', async () => {
    await expect(encrypt('short', 'x', APP)).rejects.toThrow(RangeError)
  })
})

it('a push is fresh for five minutes, either way', () => {
  const at = (timestamp: string): boolean => isFresh(new URLSearchParams({ timestamp }), 1_714_112_445_000)
  expect(['1714112445', '1714112145', '1714112745'].map(at)).toEqual([true, true, true])
  expect(['1714112144', '1714112746', '', 'x', '1714112445.0', '-1', '1e9'].map(at)).toEqual(Array(7).fill(false))
  expect(isFresh(new URLSearchParams(), 0)).toBe(false)
})
