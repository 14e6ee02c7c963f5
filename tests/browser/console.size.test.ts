import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BUILT } from './built.ts'

/** What an agent waits for before the inbox is there, in bytes of gzip. */
const MAX_GZIP = 200_000
const MAX_FILES = 6

interface Chunk {
  file: string
  name?: string
  imports?: string[]
  dynamicImports?: string[]
}
type Manifest = Record<string, Chunk>

const read = (file: string): string => readFileSync(join(BUILT.console, file), 'utf8')
const manifest = JSON.parse(read('.vite/manifest.json')) as Manifest
/** The scripts that the page names itself: nothing of them is found out one after the other. */
const named = Array.from(read('index.html').matchAll(/<script [^>]*src="\/(assets\/[^"]+)"/g), ([, file]) => file ?? '')

/** What the page and the words of the first screen bring with them. */
function firstLoad(chunks: Manifest, language: string): { files: string[]; bytes: number } {
  const keys = new Set<string>()
  const walk = (key: string): void => {
    if (keys.has(key)) return
    keys.add(key)
    chunks[key]?.imports?.forEach(walk)
  }
  for (const [key, { file }] of Object.entries(chunks)) if (named.includes(file)) walk(key)
  walk(`src/i18n/${language}.inbox.ts`)
  const files = [...keys].map((key) => chunks[key]?.file ?? key)
  return { files, bytes: files.reduce((sum, file) => sum + statSync(join(BUILT.console, `${file}.gz`)).size, 0) }
}

test.each(['en', 'zh'])('the inbox is there after few and small files (%s)', (language) => {
  const { files, bytes } = firstLoad(manifest, language)
  expect(named.length).toBeGreaterThan(1)
  expect(files.filter((file) => !named.includes(file))).toEqual([expect.stringContaining(`${language}.inbox-`)])
  expect(files.length).toBeLessThanOrEqual(MAX_FILES)
  expect(bytes).toBeLessThanOrEqual(MAX_GZIP)
})

test('it bites: a menu, or a conversation, that comes with the first screen', () => {
  for (const late of ['src/app/shell/AgentMenu.tsx', 'src/features/conversation/ConversationPage.tsx']) {
    const heavier = Object.entries(manifest).map(([key, chunk]): [string, Chunk] => [
      key,
      chunk.dynamicImports?.includes(late) ? { ...chunk, imports: [...(chunk.imports ?? []), late] } : chunk,
    ])
    expect(firstLoad(Object.fromEntries(heavier), 'en').bytes).toBeGreaterThan(MAX_GZIP)
  }
})
