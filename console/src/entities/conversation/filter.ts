import { PRIORITIES } from '../../../../src/model/states.ts'
import type { Filter } from '../../../../src/model/view.ts'

type Search = Record<string, unknown>

const texts = (given: unknown): string[] | undefined => {
  const all = [given].flat().filter((one): one is string => typeof one === 'string' && one !== '')
  return all.length === 0 ? undefined : all
}
const numbers = (given: unknown): number[] | undefined => {
  const all = texts(given)
    ?.map(Number)
    .filter((one) => Number.isSafeInteger(one) && one > 0)
  return all && all.length > 0 ? all : undefined
}

/** What an address says of a list: its filter, and the words that are searched for. What it says wrongly is left out. */
export function filterOf(search: Search): Filter & { q?: string | undefined } {
  const priority = PRIORITIES.filter((one) => texts(search['priority'])?.includes(one))
  return {
    channel: texts(search['channel']),
    queue: numbers(search['queue']),
    agent: texts(search['agent']),
    tag: texts(search['tag']),
    language: texts(search['language']),
    priority: priority.length > 0 ? [...priority] : undefined,
    contact: numbers(search['contact'])?.[0],
    unread: search['unread'] === 'true' || search['unread'] === true ? true : undefined,
    closing: numbers(search['closing'])?.[0],
    q: texts(search['q'])?.[0],
  }
}
