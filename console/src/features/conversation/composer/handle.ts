import type { Message } from '../../../api/types.ts'

export type ComposerMode = 'reply' | 'note'

interface Target {
  focus(mode: ComposerMode): void
  replyTo(message: Message): void
}

/** How the rest of the page speaks to the composer. */
export interface ComposerHandle extends Target {
  /** The composer says what these do. */
  connect(composer: Target): () => void
  /** Draws the composer at once where somebody wants it before it is there. */
  onWanted: (() => void) | undefined
}

export function createComposerHandle(): ComposerHandle {
  let composer: Target | null = null
  const wanted = (): Target | null => {
    if (!composer) handle.onWanted?.()
    return composer
  }
  const handle: ComposerHandle = {
    onWanted: undefined,
    focus: (mode) => wanted()?.focus(mode),
    replyTo: (message) => wanted()?.replyTo(message),
    connect(next) {
      composer = next
      return () => {
        if (composer === next) composer = null
      }
    },
  }
  return handle
}
