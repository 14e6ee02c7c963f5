import type { Rows } from '../remembered.ts'
import type { Conversation } from './conversation.ts'

/** The open conversation of a thread, by the thread's id, as far as it is remembered. */
export type OpenCases = Rows<number, Conversation>
