import type { FaultPatch } from '../../faults.ts'
import type { Phone } from '../../screen.ts'
import { forget, note, openChat } from './store.ts'

async function send(method: string, path: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await fetch(path, init)
  const answer = response.status === 204 ? {} : ((await response.json()) as { result?: unknown; error?: string })
  if (answer.error !== undefined) throw new Error(answer.error)
  return answer.result
}

/** Asks an emulator for something. Rejects with what it says when that can't be. */
export const perform = (kind: string, action: string, input: object): Promise<unknown> =>
  send('POST', `/lab/${kind}/actions/${action}`, input)

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** How long a phone says that something went well. */
const readable = 4000

/** Does something as the holder of a phone. What went wrong stands on the phone; a chat that came of it opens. */
export async function act(phone: Phone, action: string, input: object, done?: string): Promise<void> {
  try {
    const result = await perform(phone.platform, action, { phone: phone.id, ...input })
    const said = done === undefined ? undefined : { text: done, bad: false }
    note(phone.id, said)
    if (said !== undefined) setTimeout(() => forget(phone.id, said), readable)
    if (typeof result === 'object' && result !== null && 'chat' in result) openChat(phone.id, String(result.chat))
  } catch (error) {
    note(phone.id, { text: reasonOf(error), bad: true })
  }
}

export const setFaults = (kind: string, patch: FaultPatch): Promise<unknown> => send('PATCH', `/lab/${kind}/faults`, patch)
export const resetFaults = (kind: string): Promise<unknown> => send('DELETE', `/lab/${kind}/faults`)
export const clearJournal = (): Promise<unknown> => send('DELETE', '/lab/journal')

/** Lets somebody pick a file; as the actions take it. Never resolves when they don't. */
export function pickFile(accept: string): Promise<{ data: string; name: string; mime: string }> {
  const picker = document.createElement('input')
  picker.type = 'file'
  picker.accept = accept
  const { promise, resolve, reject } = Promise.withResolvers<{ data: string; name: string; mime: string }>()
  picker.addEventListener('change', () => {
    const file = picker.files?.[0]
    if (file !== undefined) asInput(file).then(resolve, reject)
  })
  picker.click()
  return promise
}

async function asInput(file: File): Promise<{ data: string; name: string; mime: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return { data: btoa(binary), name: file.name, mime: file.type }
}
