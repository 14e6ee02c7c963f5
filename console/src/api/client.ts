import { hc } from 'hono/client'
import type { ApiType } from '../../../src/desk/api/app.ts'
import { asProblem, Problem, problemOf } from './problem.ts'

/** `fetch` whose refusals and failures are `Problem`s. */
export async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Problem('no-answer', 0, {}, cause)
  })
  if (response.ok) return response
  const problem = await problemOf(response)
  for (const listener of refusalListeners) listener(problem)
  throw problem
}

const refusalListeners = new Set<(problem: Problem) => void>()

/** Tells of every refusal, whoever asked: for what concerns the whole page, such as a session that has ended. */
export function onRefusal(listener: (problem: Problem) => void): () => void {
  refusalListeners.add(listener)
  return () => refusalListeners.delete(listener)
}

/** The typed client of the desk's routes. */
export const { api } = hc<ApiType>(location.origin, { fetch: send })

/** The body of an answer that went well; anything else is a `Problem`. */
export async function body<T>(call: Promise<{ json(): Promise<T> }>): Promise<T> {
  try {
    return await (await call).json()
  } catch (error) {
    throw asProblem(error)
  }
}
