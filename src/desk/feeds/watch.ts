import { z } from 'zod'
import type { Definition, Place } from '../../model/view.ts'
import type { LiveSession } from '../../ports/live.ts'
import type { Entry } from '../log/log.ts'
import { definitionOf } from '../reading/definition.ts'
import { kept } from '../reading/kept.ts'
import type { PlaceOf } from '../reading/places.ts'
import { touchesList } from './touches.ts'

/** They are kept with the socket, which has room for little. */
const LONGEST = 1200
const said = z.object({
  watch: z
    .array(z.string())
    .max(8)
    .refine((keys) => keys.join('').length <= LONGEST),
})

/** The lists that a console says it shows, by their keys; undefined where it says something else. */
export function watchOf(text: string): string[] | undefined {
  try {
    return said.safeParse(JSON.parse(text)).data?.watch
  } catch {
    return undefined
  }
}

type Console = Extract<LiveSession, { kind: 'console' }>

/** Where the conversation of an entry stands in the lists that a console shows, as JSON; empty where that cannot have changed. */
export type Watched = (session: Console, entry: Pick<Entry, 'type' | 'conversationId'>) => string

/** For what is told at a time: each place is looked up once, however many consoles show the list. */
export function createWatched(placeOf: PlaceOf): () => Watched {
  const definitions = new Map<string, Definition | undefined>()
  return () => {
    const places = new Map<string, Place | null>()
    return ({ watch = [], agentId }, { type, conversationId }) => {
      if (watch.length === 0 || conversationId === null) return ''
      const found: Record<string, Place | null> = {}
      for (const key of watch) {
        const definition = kept(definitions, key, () => definitionOf(key))
        if (!definition || !touchesList(type, definition)) continue
        found[key] = kept(places, `${agentId} ${conversationId} ${key}`, () => placeOf(definition, agentId, conversationId))
      }
      return Object.keys(found).length > 0 ? JSON.stringify(found) : ''
    }
  }
}
