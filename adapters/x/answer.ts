import { AdapterFault, type FaultCode } from '../../src/contract/adapter.ts'
import { strangeFault } from '../../src/contract/faults.ts'
import { type Raw, list, object } from '../../src/contract/read.ts'
import { type Problem, lostFault, refusedFault } from './faults.ts'

export interface Answer {
  headers: Headers
  /** Empty where X had nothing to say. */
  body: Raw<{ data: unknown; errors: unknown }>
}

/** What X answers to a call. Throws `AdapterFault` where that is a refusal, not X's, or nothing. `forbidden`: what 403 means here. */
export async function answerTo(call: () => Promise<Response>, { forbidden, now }: { forbidden: FaultCode; now: number }): Promise<Answer> {
  let response: Response
  let said: string
  try {
    response = await call()
    said = await response.text()
  } catch (error) {
    throw error instanceof AdapterFault ? error : lostFault(error)
  }
  const { status, headers, ok } = response
  const body = said === '' && ok ? {} : parse(said)
  if (!body) throw strangeFault('X', status)
  // A 200 may hold errors beside what could be done; alone, they are a refusal.
  if (!ok || (body.data === undefined && list(body.errors).length > 0)) {
    throw refusedFault({ status, headers, problem: body as Raw<Problem>, forbidden, now })
  }
  return { headers, body }
}

function parse(said: string): Answer['body'] | undefined {
  try {
    return object(JSON.parse(said))
  } catch {
    return undefined
  }
}
