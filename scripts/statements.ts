// Opens a hub, looks at every statement that it prepares, holds its row type against the columns that it has, and counts its parameters.
import { globSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { readSchema } from './row-types.ts'
import { callsIn, rowTypeAt } from './statements/calls.ts'
import { collect } from './statements/collect.ts'
import { createComparer } from './statements/compare.ts'
import { positional } from './statements/positional.ts'

/** With more parameters than these, their order cannot be read: they have names. */
const POSITIONAL = 6

const { prepared, derived } = await collect()
const comparer = createComparer(await readSchema(), derived)
const statements = prepared.filter(({ path }) => path.includes('/src/desk/') || path.includes('/src/hub/'))
let typed = 0
const wrong = statements.flatMap(({ text, path, line, column }) => {
  const count = positional(text)
  const faults = count > POSITIONAL ? [`${count} positional parameters: name them`] : []
  const shape = rowTypeAt(path, line, column)
  if (shape) {
    typed += 1
    faults.push(...comparer.compare(text, shape), ...comparer.byHand(text, shape))
  }
  return faults.map((fault) => `${relative(process.cwd(), path)}:${line}: ${fault}`)
})
comparer.close()
const seen = new Set(statements.map(({ path, line }) => `${path}:${line}`))
for (const path of globSync(resolve('src/{desk,hub}/**/*.ts'), { exclude: ['**/*.test.ts'] }))
  for (const { line } of callsIn(path))
    if (!seen.has(`${path}:${line}`))
      wrong.push(`${relative(process.cwd(), path)}:${line}: is not prepared when a hub opens: nobody has looked at it`)
for (const fault of new Set(wrong)) process.stderr.write(`${fault}\n`)
if (typed < 50) process.stderr.write(`only ${typed} statements with a row type were found\n`)
process.stdout.write(`${statements.length} statements, ${typed} row types\n`)
process.exit(wrong.length > 0 || typed < 50 ? 1 : 0)
