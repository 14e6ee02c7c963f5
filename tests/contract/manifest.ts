import { describe, expect, it } from 'vitest'
import type { Adapter } from '../../src/contract/adapter.ts'
import type { Harness } from './harness.ts'

export function manifestContract<C>({ manifest }: Adapter<C>, harness: Harness<C>): void {
  const goodOnes = [harness.credentials, ...(harness.otherCredentials ?? [])] as { [name: string]: unknown }[]

  describe('manifest', () => {
    it('is data', () => {
      const { credentials: _, ...data } = manifest
      expect(JSON.parse(JSON.stringify(data))).toEqual(data)
      expect(manifest.kind).toMatch(/^[a-z][a-z-]*$/)
      expect(Object.keys(manifest.surfaces).length).toBeGreaterThan(0)
      for (const words of [manifest.label, ...manifest.fields.map(({ label }) => label)]) {
        expect(words.en).not.toBe('')
        expect(words.zh).not.toBe('')
      }
    })

    it('has limits that something can keep', () => {
      for (const surface of Object.values(manifest.surfaces)) {
        expect(surface.text.max).toBeGreaterThan(0)
        for (const medium of Object.values(surface.media)) {
          expect(medium.maxBytes).toBeGreaterThan(0)
          expect(medium.mimes.length).toBeGreaterThan(0)
          expect(medium.caption).toBeLessThanOrEqual(surface.text.max)
        }
        for (const { per, count } of surface.rate) expect(Math.min(per, count)).toBeGreaterThan(0)
        for (const window of surface.windows) expect(window.ttlMs).toBeGreaterThan(0)
      }
    })

    it('takes good credentials and no others', () => {
      for (const good of goodOnes) expect(manifest.credentials.parse(good)).toEqual(good)
      for (const bad of harness.badCredentials) expect(manifest.credentials.safeParse(bad).success, JSON.stringify(bad)).toBe(false)
    })

    it('asks for every credential, and for nothing that it does not take', () => {
      const entered = manifest.fields.filter(({ kind }) => ['secret', 'text', 'choice'].includes(kind))
      for (const name of goodOnes.flatMap((good) => Object.keys(good))) expect(entered.map((field) => field.name)).toContain(name)
      for (const { name, optional } of entered) {
        const does = goodOnes.some((good) => manifest.credentials.safeParse(omit(good, name)).success)
        expect(does, name).toBe(optional === true)
      }
    })
  })
}

function omit(values: { [name: string]: unknown }, name: string): { [name: string]: unknown } {
  const { [name]: _, ...others } = values
  return others
}
