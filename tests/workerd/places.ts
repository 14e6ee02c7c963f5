import type { TestProject } from 'vitest/node'
import { startEgressServer } from '../ports/egress-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    places: { base: string; other: string; nobody: string }
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startEgressServer()
  const { base, other, nobody } = server
  project.provide('places', { base, other, nobody })
  return () => server.stop()
}
