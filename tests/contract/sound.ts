import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Manifest } from '../../src/contract/manifest.ts'
import { type IncomingPart, type Mark, broughtPart, isMedia, mediaPart } from '../../src/model/content.ts'
import { type InboundEvent, inboundEvent } from '../../src/model/events.ts'

/** Media that were uploaded to us come by no connection; everything else may. */
const wire = inboundEvent(z.union([broughtPart, mediaPart]))
const isBrought = (event: InboundEvent): boolean => isDeepStrictEqual(wire.safeParse(event).data, event)

const isId = (value: unknown): boolean => typeof value === 'string' && value !== ''

/** What the desk may take for granted of every event. */
export function expectSound<C>(event: InboundEvent, manifest: Manifest<C>): void {
  const problems = problemsOf(event, manifest)
  expect(problems, JSON.stringify(event)).toEqual([])
}

function problemsOf<C>(event: InboundEvent, manifest: Manifest<C>): string[] {
  const problems: string[] = []
  const check = (ok: boolean, problem: string): void => void (ok || problems.push(problem))
  check(isId(event.dedupeKey) && event.dedupeKey.length <= 200, 'dedupeKey')
  check(Number.isSafeInteger(event.at) && event.at >= 0, 'at')
  check(manifest.surfaces[event.surface] !== undefined, 'surface')
  check(isId(event.thread.externalId), 'thread')
  check(event.sender === null || isId(event.sender.externalId), 'sender')
  check(JSON.stringify(JSON.parse(JSON.stringify(event))) === JSON.stringify(event) && !hasUndefined(event), 'is not plain JSON')
  check(isBrought(event), 'is not what a border between two of our programs lets through')
  if ('externalId' in event) check(isId(event.externalId), 'externalId')
  if (event.type === 'recalled') check(event.externalIds.length > 0 && event.externalIds.every(isId), 'externalIds')
  if (event.type === 'moved') check(isId(event.to), 'to')
  if ('content' in event) {
    check(event.content.length > 0, 'no content')
    for (const part of event.content) for (const problem of problemsIn(part)) problems.push(`${part.type}: ${problem}`)
  }
  return problems
}

function problemsIn(part: IncomingPart): string[] {
  if (isMedia(part)) {
    const sizes = [part.bytes, part.width, part.height, part.seconds].filter((size) => size !== undefined)
    return [
      ...(isId('ref' in part ? part.ref : part.file) ? [] : ['ref']),
      ...(part.mime === undefined || isId(part.mime) ? [] : ['mime']),
      ...(sizes.every(Number.isFinite) ? [] : ['size']),
      ...badMarks(part.caption ?? '', part.marks),
    ]
  }
  if (part.type === 'text') return [...(isId(part.text) ? [] : ['text']), ...badMarks(part.text, part.marks)]
  if (part.type === 'location') return [part.latitude, part.longitude].every(Number.isFinite) ? [] : ['place']
  if (part.type === 'unsupported') return isId(part.kind) && isId(part.summary) ? [] : ['summary']
  return []
}

const badMarks = (text: string, marks: Mark[] = []): string[] =>
  marks.every(({ start, end }) => Number.isSafeInteger(start) && start >= 0 && start < end && end <= text.length) ? [] : ['marks']

const hasUndefined = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.values(value).some(hasUndefined))
