// Before start, test and demo: installs, generates and builds what is missing or out of date.
// Plain JavaScript for any Node ≥ 20: the right Node comes with the installation.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = join(root, 'node_modules', '.bin')

/** Each step: what it makes, from what, and how. It runs when one of its sources has changed since. */
const steps = [
  {
    name: 'packages',
    from: ['package-lock.json'],
    makes: 'node_modules/node',
    run: ['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
  },
  {
    name: 'database client',
    from: ['prisma/schema.prisma', 'package-lock.json'],
    makes: 'prisma/client/edge',
    run: ['prisma', 'generate'],
  },
  {
    name: 'console',
    from: ['console', 'browser', 'scripts/precompress.ts', 'src/contract', 'src/desk', 'src/model', 'package-lock.json'],
    makes: 'dist/console/index.html',
    run: ['vite', 'build', 'console'],
  },
  {
    name: 'widget',
    from: ['widget', 'browser', 'scripts/precompress.ts', 'package-lock.json'],
    makes: 'dist/console/widget.js',
    run: ['vite', 'build', 'widget'],
  },
  {
    name: 'API page',
    from: ['scripts/api-page.ts', 'package-lock.json'],
    makes: 'dist/console/swagger-ui/switchboard.js',
    run: ['node', 'scripts/api-page.ts'],
  },
  { name: 'phones', from: ['lab/phone', 'package-lock.json'], makes: 'dist/lab/index.html', run: ['vite', 'build', 'lab/phone'] },
]

function files(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!path.includes('.') || !/\.[a-z]+$/.test(path)) {
    return readdirSync(full, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort()
  }
  return [full]
}

function fingerprint(from) {
  const hash = createHash('sha256')
  for (const file of from.flatMap(files)) hash.update(relative(root, file)).update(readFileSync(file))
  return hash.digest('hex')
}

const verbose = process.env['CI'] === 'true'
for (const { name, from, makes, run } of steps) {
  const stamp = join(root, 'node_modules', '.switchboard', name.replaceAll(' ', '-'))
  const mark = fingerprint(from)
  if (existsSync(join(root, makes)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === mark) continue
  process.stdout.write(`Preparing: ${name} …\n`)
  const [command, ...args] = run
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: verbose ? 'inherit' : 'pipe',
    shell: process.platform === 'win32',
    // Pages are built as they are delivered, also for whoever calls this from a test runner, which says `test`.
    env: { ...process.env, ...(command === 'vite' && { NODE_ENV: 'production' }), PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
  })
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}\nswitchboard: preparing the ${name} failed (${run.join(' ')}).\n`)
    process.exit(1)
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, mark)
}
