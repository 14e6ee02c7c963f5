import { expect, test } from 'vitest'
import { featuresOf } from '../../src/model/triage/features.ts'
import { scoreOf } from '../../src/model/triage/scorer.ts'
import { CALM, NO_PERSON, PERSON, URGENT } from '../../src/model/triage/triage.samples.ts'
import { CHECK } from '../../src/model/triage/weights.ts'

test('a Worker gives the same numbers as Node', () => {
  const scored = [...URGENT.map(([text]) => text), ...CALM, ...PERSON, ...NO_PERSON].map((text) => scoreOf(featuresOf(text)))
  expect(scored.reduce((sum, { score, personScore }) => sum + score + personScore, 0)).toBeCloseTo(CHECK, 4)
  expect(scored.slice(0, URGENT.length).map(({ category }) => category)).toEqual(URGENT.map(([, category]) => category))
})
