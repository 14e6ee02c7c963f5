// `node scripts/triage-han.ts`: writes src/model/triage/han.ts, the characters that triage folds, from OpenCC and pinyin-pro.
import { writeFileSync } from 'node:fs'
import { Converter } from 'opencc-js'
import { pinyin } from 'pinyin-pro'

const decode = (charset: string, high: [number, number], low: [number, number]): string[] => {
  const decoder = new TextDecoder(charset)
  const found: string[] = []
  for (let a = high[0]; a <= high[1]; a++) {
    for (let b = low[0]; b <= low[1]; b++) {
      const sign = decoder.decode(Uint8Array.of(a, b))
      if (/^\p{Script=Han}$/u.test(sign)) found.push(sign)
    }
  }
  return found
}

// The common characters of both charsets: what lies beyond is not typed to a support account.
const simplify = Converter({ from: 'tw', to: 'cn' })
const traditional = [...decode('big5', [0xa4, 0xc6], [0x40, 0xfe]), ...Array.from('喺嘅冇咗佢嗰哋啲')].filter(
  (sign) => simplify(sign) !== sign && simplify(sign).length === 1,
)
const bySound = new Map<string, string>()
for (const sign of decode('gb2312', [0xb0, 0xf7], [0xa1, 0xfe])) {
  const sound = pinyin(sign, { toneType: 'none', v: true })
  bySound.set(sound, (bySound.get(sound) ?? '') + sign)
}
const sounds = [...bySound].filter(([sound]) => /^[a-z]+$/.test(sound)).sort(([a], [b]) => (a < b ? -1 : 1))

writeFileSync(
  new URL('../src/model/triage/han.ts', import.meta.url),
  `// Written by scripts/triage-han.ts from OpenCC (Apache 2.0) and pinyin-pro (MIT): not to be changed by hand.

/** Traditional characters; the one in the same place of \`SIMPLIFIED\` means the same. */
export const TRADITIONAL =
  '${traditional.join('')}'

/** See \`TRADITIONAL\`. */
export const SIMPLIFIED =
  '${traditional.map((sign) => simplify(sign)).join('')}'

/** Syllables without tones, each followed by the simplified characters that sound so. */
export const SOUNDS =
  '${sounds.map(([sound, signs]) => sound + signs).join('')}'
`,
)
