// Opens a hub, looks at every statement that it prepares, and holds its row type against the columns that it has.
import { relative } from 'node:path'
import { readSchema } from './row-types.ts'
import { rowTypeAt } from './statements/calls.ts'
import { collect } from './statements/collect.ts'
import { createComparer } from './statements/compare.ts'

const { prepared, derived } = await collect()
const comparer = createComparer(await readSchema(), derived)
const statements = prepared.filter(({ path }) => path.includes('/src/desk/') || path.includes('/src/hub/'))
let typed = 0
const wrong = statements.flatMap(({ text, path, line, column }) => {
  const shape = rowTypeAt(path, line, column)
  if (!shape) return []
  typed += 1
  return comparer.compare(text, shape).map((fault) => `${relative(process.cwd(), path)}:${line}: ${fault}`)
})
comparer.close()
for (const fault of new Set(wrong)) process.stderr.write(`${fault}\n`)
if (typed < 50) process.stderr.write(`only ${typed} statements with a row type were found\n`)
process.stdout.write(`${statements.length} statements, ${typed} row types\n`)
process.exit(wrong.length > 0 || typed < 50 ? 1 : 0)
