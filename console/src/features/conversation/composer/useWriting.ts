import { useCallback, useRef } from 'react'
import { messages } from '../../../entities/message/api.ts'

/** A platform shows it for about five seconds. */
const AGAIN_AFTER = 4000

/** Tells the customer that somebody writes, at most every few seconds. Nothing depends on it. */
export function useWriting(id: string): (text: string) => void {
  const told = useRef(0)
  return useCallback(
    (text) => {
      if (text === '' || Date.now() - told.current < AGAIN_AFTER) return
      told.current = Date.now()
      void messages.typing(id).catch(() => {})
    },
    [id],
  )
}
