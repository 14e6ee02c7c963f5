import { expect, it } from 'vitest'
import { plan } from './plan.ts'
import { UNITS, textSurface } from './plan.samples.ts'

it('cuts a hundred thousand characters in well under a second', () => {
  const samples = ['word and word, ', '你好世界', '👩‍🔧', 'a.a.', '.', ' ', '\n', 'https://a.example/b ', 'www.', '\u0301']
  for (const sample of samples) {
    const text = `x${sample.repeat(Math.ceil(100_000 / sample.length))}`
    for (const unit of UNITS) {
      const times: number[] = []
      // A neighbour on the machine may spoil one measurement, a slow rule spoils all.
      while (times.length < 5 && !times.some((time) => time < 500)) {
        const before = performance.now()
        plan([{ type: 'text', text }], textSurface(280, unit), [])
        times.push(performance.now() - before)
      }
      expect(Math.min(...times), `${JSON.stringify(sample)} in ${unit}`).toBeLessThan(500)
    }
  }
})
