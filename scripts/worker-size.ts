// Fails when the Worker outgrows its budget. Cloudflare's limit is 3 MB on the free plan: the rest is room for a bad day.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWorker, uploadSize } from './worker-build.ts'

/** Of it the weights of triage have 340 kB. */
const BUDGET = 2_250_000

const folder = mkdtempSync(join(tmpdir(), 'worker-'))
try {
  const bytes = uploadSize(buildWorker(folder))
  console.log(`Worker: ${(bytes / 1000).toFixed(0)} kB of ${BUDGET / 1000} kB, gzip`)
  process.exitCode = bytes <= BUDGET ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}
