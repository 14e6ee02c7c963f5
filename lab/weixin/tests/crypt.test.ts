import { decrypt as opened, encrypt as sealed, getSignature } from '@wecom/crypto'
import { describe, expect, it } from 'vitest'
import { decrypt, encrypt, sha1Sorted } from '../crypt.ts'

const token = 'AAAAA'
const key = 'A'.repeat(43)
const appid = 'wxba5fad812f8e6fb9'

describe('official vectors', () => {
  it('1, 2: the check of an address and a plain push', () => {
    expect(sha1Sorted(token, '1714036504', '1514711492')).toBe('f464b24fc39322e44b38aa78f5edd27bd1441696')
    expect(sha1Sorted(token, '1714037059', '486452656')).toBe('899cf89e464efb63f54ddac96b0a0a235f53aa78')
  })

  it('3: a secure push', () => {
    const cipher =
      '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04='
    const message =
      '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}'
    expect(sha1Sorted(token, '1714112445', '415670741')).toBe('6c5c811b55cc85e0e1b54100749188c20beb3f5d')
    expect(sha1Sorted(token, '1714112445', '415670741', cipher)).toBe('046e02f8204d34f8ba5fa3b1db94908f3df2e9b3')
    expect(decrypt(key, cipher)).toEqual({ message, receiverId: appid })
    expect(encrypt(key, message, appid, 'a8eedb185eb2fecf')).toBe(cipher)
  })

  it('4: an encrypted reply', () => {
    const cipher = 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=='
    expect(encrypt(key, '{"demo_resp":"good luck"}', appid, '707722b803182950')).toBe(cipher)
    expect(sha1Sorted(token, '1713424427', '415670741', cipher)).toBe('1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1')
  })

  it('5: text that is not ASCII', () => {
    const other = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
    const cipher = 'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=='
    expect(encrypt(other, '我是中文abcd123', 'wxb11529c136998cb6', 'aaaabbbbccccdddd')).toBe(cipher)
    expect(decrypt(other, cipher)).toEqual({ message: '我是中文abcd123', receiverId: 'wxb11529c136998cb6' })
  })

  it('6: WeCom', () => {
    const other = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
    const echo = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='
    expect(sha1Sorted('QDG6eK', '1409659589', '263014780', echo)).toBe('5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3')
    expect(decrypt(other, echo)).toEqual({ message: '1616140317555161061', receiverId: 'wx5823bf96d3bd56c7' })
    expect(encrypt(other, '1616140317555161061', 'wx5823bf96d3bd56c7', 'c41b64491c2468d0')).toBe(echo)
  })
})

describe('beside @wecom/crypto', () => {
  it.each(['', 'hello', '你好，世界 🙏', 'x'.repeat(1000)])('%s', (message) => {
    const cipher = encrypt(key, message, appid)
    expect(opened(key, cipher)).toMatchObject({ message, id: appid })
    expect(decrypt(key, sealed(key, message, appid))).toEqual({ message, receiverId: appid })
    expect(sha1Sorted(token, '1714112445', '415670741', cipher)).toBe(getSignature(token, 1714112445, 415670741, cipher))
  })
})

describe('decrypt', () => {
  it('reads back every length of padding', () => {
    for (let length = 0; length <= 64; length++) {
      expect(decrypt(key, encrypt(key, 'x'.repeat(length), appid))).toEqual({ message: 'x'.repeat(length), receiverId: appid })
    }
  })

  it('refuses what was encrypted under another key, cut, or is nothing', () => {
    const cipher = encrypt(key, 'hello', appid)
    expect(() => decrypt('B'.repeat(43), cipher)).toThrow('wrong')
    expect(() => decrypt(key, cipher.slice(0, 40))).toThrow('blocks of 32')
    expect(() => decrypt(key, '')).toThrow('blocks of 32')
    expect(() => decrypt('short', cipher)).toThrow('43')
  })
})
