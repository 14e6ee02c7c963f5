import type { FaultPatch } from '../../faults.ts'

async function send(method: string, path: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await fetch(path, init)
  const answer = response.status === 204 ? {} : ((await response.json()) as { result?: unknown; error?: string })
  if (answer.error !== undefined) throw new Error(answer.error)
  return answer.result
}

/** Does something as a person; what went wrong is told in an alert, the way a phone would. */
export async function act(kind: string, action: string, input: object): Promise<unknown> {
  try {
    return await send('POST', `/lab/${kind}/actions/${action}`, input)
  } catch (error) {
    window.alert(error instanceof Error ? error.message : String(error))
    return undefined
  }
}

export const setFaults = (kind: string, patch: FaultPatch): Promise<unknown> => send('PATCH', `/lab/${kind}/faults`, patch)
export const resetFaults = (kind: string): Promise<unknown> => send('DELETE', `/lab/${kind}/faults`)
export const clearJournal = (): Promise<unknown> => send('DELETE', '/lab/journal')

/** A picked file as the actions take it. */
export async function asInput(file: File): Promise<{ data: string; name: string; mime: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return { data: btoa(binary), name: file.name, mime: file.type }
}
