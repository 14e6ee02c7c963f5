import { createContext } from 'react'
import type { Message } from '../../../api/types.ts'
import type { FileState, MediaOf } from './types.ts'

/** Image types that browsers show; the server serves everything else as a download. */
const SHOWN = /^image\/(png|jpeg|gif|webp|avif|bmp)/

type Part = Message['content'][number]

/** Something to look at, and to enlarge. */
export const isPicture = (part: Part): part is MediaOf => part.type === 'image' && SHOWN.test(part.mime)

export const fileStateOf = ({ pendingFiles, failedFiles }: Pick<Message, 'pendingFiles' | 'failedFiles'>, file: string): FileState =>
  pendingFiles.includes(file) ? 'pending' : failedFiles.includes(file) ? 'failed' : 'stored'

/** The parts of a message as they stand together: pictures that follow each other, or one part of any kind. */
export function runsOf(content: readonly Part[]): Part[][] {
  const runs: Part[][] = []
  for (const part of content) {
    const last = runs.at(-1)
    if (last?.every(isPicture) && isPicture(part)) last.push(part)
    else runs.push([part])
  }
  return runs
}

/** Every picture that is there to be seen, in the order of the messages. */
export function picturesOf(messages: readonly Message[]): MediaOf[] {
  const all = new Map<string, MediaOf>()
  for (const message of messages) {
    if (message.recalled) continue
    for (const part of message.content)
      if (isPicture(part) && fileStateOf(message, part.file) === 'stored' && !all.has(part.file)) all.set(part.file, part)
  }
  return [...all.values()]
}

/** Enlarges a picture, among the others of its conversation. */
export const Enlarge = createContext<(picture: MediaOf) => void>(() => {})
