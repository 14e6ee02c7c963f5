import { z } from 'zod'
import { PRIORITIES } from '../../model/states.ts'
import type { Definition } from '../../model/view.ts'
import { VIEWS } from '../../model/view.ts'

/** Once or several times in an address. */
const some = <T extends z.ZodType>(one: T) =>
  z
    .union([one, z.array(one).max(20)])
    .transform((given): z.output<T>[] => [given].flat() as z.output<T>[])
    .optional()

const name = z.string().min(1).max(64)

/** What narrows a view, as an address says it. */
export const filter = {
  channel: some(name),
  queue: some(z.coerce.number().int()),
  agent: some(name),
  tag: some(name),
  priority: some(z.enum(PRIORITIES)),
  language: some(name),
  contact: z.coerce.number().int().optional(),
  unread: z.stringbool().or(z.boolean()).optional(),
  closing: z.coerce
    .number()
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .optional(),
}

export const definition = z.object({ view: z.enum(VIEWS), ...filter })

/** What a list's key says; undefined where it is none. */
export function definitionOf(key: string): Definition | undefined {
  const [base = '', query] = key.split('?', 2)
  const given: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(query)) given[name] = name in given ? [given[name] ?? [], value].flat() : value
  return definition.safeParse({ ...given, view: base.split(':', 1)[0] }).data
}
