import type { Message } from '../../../api/types.ts'

export type ComposerMode = 'reply' | 'note'

/** How the rest of the page speaks to the composer. */
export interface ComposerHandle {
  focus(mode: ComposerMode): void
  replyTo(message: Message): void
  /** The composer says what these do. */
  connect(composer: { focus(mode: ComposerMode): void; replyTo(message: Message): void }): () => void
}

export function createComposerHandle(): ComposerHandle {
  let composer: { focus(mode: ComposerMode): void; replyTo(message: Message): void } | null = null
  return {
    focus: (mode) => composer?.focus(mode),
    replyTo: (message) => composer?.replyTo(message),
    connect(next) {
      composer = next
      return () => {
        if (composer === next) composer = null
      }
    },
  }
}
