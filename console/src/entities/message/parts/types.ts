import type { Message } from '../../../api/types.ts'

/** A part as it comes over the wire. */
export type PartOf<T extends Message['content'][number]['type']> = Extract<Message['content'][number], { type: T }>
export type MediaOf = Extract<Message['content'][number], { file: string }>

/** Whether a file's bytes are here. */
export type FileState = 'stored' | 'pending' | 'failed'
