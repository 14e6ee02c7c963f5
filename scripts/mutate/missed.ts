// Names what no test has noticed, as soon as it is known: a long run is of use before its end.
import { relative } from 'node:path'
import type { MutantResult } from '@stryker-mutator/api/core'
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'
import { isSampled } from './runner.ts'

export const isMissed = ({ status }: Pick<MutantResult, 'status'>): boolean => status === 'Survived' || status === 'NoCoverage'

function onMutantTested(mutant: Readonly<MutantResult>): void {
  const { id, fileName, location, mutatorName, replacement, status } = mutant
  if (!isMissed(mutant) || !isSampled(id)) return
  const { line, column } = location.start
  const change = replacement.replaceAll(/\s+/g, ' ').slice(0, 100)
  const unseen = status === 'NoCoverage' ? ' (no test comes here)' : ''
  process.stdout.write(`${relative('', fileName)}:${line}:${column}  ${mutatorName}${unseen}  → ${change}\n`)
}

/** Read by Stryker, which imports this file. @public */
export const strykerPlugins = [declareValuePlugin(PluginKind.Reporter, 'missed', { onMutantTested })]
