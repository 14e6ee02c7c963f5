import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { expect, test } from 'vitest'

/** What every visitor of every page that embeds the chat has to load. */
const MAX_GZIP = 15_000

test('the widget is one small script that evaluates nothing', async () => {
  const result = await build({ configFile: 'widget/vite.config.ts', logLevel: 'warn', build: { write: false } })
  const outputs = Array.isArray(result) ? result.flatMap(({ output }) => output) : 'output' in result ? result.output : []
  expect(outputs.map(({ fileName }) => fileName)).toEqual(['widget.js'])
  const code = outputs[0]?.type === 'chunk' ? outputs[0].code : ''
  expect(gzipSync(code, { level: 9 }).length).toBeLessThan(MAX_GZIP)
  expect(code).not.toMatch(/\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write/)
})
