import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Area } from '../../../console/src/i18n/areas.ts'
import { AREAS } from '../../../console/src/i18n/areas.ts'
import { type Source, sources } from './sources.ts'

type Words = { [key: string]: string | Words }

const paths = (words: Words, at = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) => [at + key, ...(typeof value === 'string' ? [] : paths(value, `${at}${key}.`))])

/** In which part of the catalogue each word stands, by its path and by the paths above it. */
const areaOf = new Map<string, Area>()
for (const area of Object.keys(AREAS) as Area[]) {
  const { default: words } = await AREAS[area].en()
  for (const path of paths(words as Words)) areaOf.set(path.replace(/_(one|other)$/, ''), area)
}

/** The words that a file names: whole, or the beginning of `a.b.${…}`. */
const named = ({ text }: Source): string[] =>
  Array.from(text.matchAll(/['"`]([a-z]\w*(?:\.[\w-]+)*)\.?(?=['"`]|\$\{)/gi), ([, path = '']) => path).filter(
    (path) => path.includes('.') && areaOf.has(path),
  )

/** What comes with a file, and what it fetches later; `withWords` says which words come too. */
const imported = ({ path, text }: Source): { path: string; adds: string[] }[] =>
  Array.from(
    text.matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'|((?:withWords\(\s*'\w+',\s*)*)import\('(\.[^']+)'\)/gm),
    ([, here, adds = '', later]) => ({ path: join(dirname(path), here ?? later ?? ''), adds: adds.match(/(?<=')\w+(?=')/g) ?? [] }),
  )

/** The words that a part of the console says without having fetched them. */
function unfetched(files: readonly Source[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const seen = new Set<string>()
  const missing = new Set<string>()
  function walk(path: string, has: readonly string[]): void {
    const file = byPath.get(path)
    const here = `${path} ${has.join()}`
    if (!file || path.includes('/i18n/') || seen.has(here)) return
    seen.add(here)
    for (const word of named(file)) if (!has.includes(areaOf.get(word) ?? '')) missing.add(`${path}: ${word}`)
    for (const { path: next, adds } of imported(file)) walk(next, [...new Set([...has, ...adds])].sort())
  }
  walk('console/src/main.tsx', ['inbox'])
  return [...missing].sort()
}

const all = sources('console/src')

test('each part of the console fetches the words that it says', () => {
  expect(areaOf.size).toBeGreaterThan(500)
  expect(unfetched(all)).toEqual([])
})

test.each([
  ['on the first screen', 'console/src/app/shell/Sidebar.tsx', "t('channels.lead')"],
  ['put together', 'console/src/entities/agent/usePresence.ts', 't(`recall.errors.${code}`)'],
  ['in a page that fetches others', 'console/src/features/team/TeamPage.tsx', "t('talk.publicReply')"],
])('it bites: %s', (_what, path, text) => {
  expect(unfetched(all.map((file) => (file.path === path ? { path, text } : file)))).toHaveLength(1)
})
