import type { StoredFile } from '../../../entities/message/files.ts'
import type { Keep } from '../../../lib/persisted.ts'
import { readKept, writeKept } from '../../../lib/persisted.ts'
import type { Store } from '../../../lib/store.ts'
import { createStore } from '../../../lib/store.ts'
import type { ComposerMode } from './handle.ts'

export interface DraftSide {
  text: string
  files: StoredFile[]
  /** Labels of a menu's options; null: no menu. The text is its prompt. */
  options: string[] | null
  /** Id of the message that it answers. */
  replyTo: string | null
}

/** What is being written in one conversation: the reply and the note each keep their own. */
export interface Draft {
  mode: ComposerMode
  reply: DraftSide
  note: DraftSide
}

const EMPTY_SIDE: DraftSide = { text: '', files: [], options: null, replyTo: null }
export const EMPTY_DRAFT: Draft = { mode: 'reply', reply: EMPTY_SIDE, note: EMPTY_SIDE }

const isEmpty = ({ text, files, options, replyTo }: DraftSide): boolean =>
  text === '' && files.length === 0 && options === null && replyTo === null

function sideOf(kept: unknown): DraftSide {
  const side = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<DraftSide>
  return {
    text: typeof side.text === 'string' ? side.text : '',
    files: Array.isArray(side.files) ? side.files : [],
    options: Array.isArray(side.options) ? side.options : null,
    replyTo: typeof side.replyTo === 'string' ? side.replyTo : null,
  }
}

export interface Drafts {
  of(conversationId: string): Store<Draft>
}

/** Drafts that outlive the page, by agent and conversation. */
export function createDrafts(keep: Keep, agentId: string): Drafts {
  const open = new Map<string, Store<Draft>>()
  return {
    of(conversationId) {
      const known = open.get(conversationId)
      if (known) return known
      const name = `draft.${agentId}.${conversationId}`
      const kept = readKept(keep, name) as Partial<Draft> | null
      const store = createStore<Draft>(
        kept === null ? EMPTY_DRAFT : { mode: kept.mode === 'note' ? 'note' : 'reply', reply: sideOf(kept.reply), note: sideOf(kept.note) },
      )
      store.subscribe(() => {
        const draft = store.get()
        writeKept(keep, name, isEmpty(draft.reply) && isEmpty(draft.note) ? null : draft)
      })
      open.set(conversationId, store)
      return store
    },
  }
}

/** The text of the reply becomes a note, behind what stands there already. */
export const asNote = ({ reply, note }: Draft): Draft => ({
  mode: 'note',
  reply: { ...reply, text: '' },
  note: { ...note, text: [note.text, reply.text].filter(Boolean).join('\n') },
})

export const cleared = (draft: Draft): Draft => ({ ...draft, [draft.mode]: EMPTY_SIDE })
