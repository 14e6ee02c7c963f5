import type { Ref } from 'react'
import { useImperativeHandle, useLayoutEffect, useRef } from 'react'
import { usePreference } from '../../../lib/preferences.ts'
import { sends } from './ime.ts'

export interface ComposerFieldProps {
  ref: Ref<HTMLTextAreaElement>
  label: string
  value: string
  onChange: (value: string) => void
  onSend: () => void
  onFiles: (files: Iterable<File>) => void
}

const touch = matchMedia('(pointer: coarse)')

/** The browser makes fields as tall as what is written: asking for the height has the page laid out for each letter. */
const growsByItself = CSS.supports('field-sizing', 'content')

/** The text field: grows with what is written, leaves Enter to an input method that is at work, takes pasted files. */
export function ComposerField({ ref, label, value, onChange, onSend, onFiles }: ComposerFieldProps) {
  const sendKey = usePreference('sendKey')
  const field = useRef<HTMLTextAreaElement>(null)
  const compositionEndedAt = useRef(-Infinity)
  useImperativeHandle(ref, () => field.current as HTMLTextAreaElement, [])

  useLayoutEffect(() => {
    const { current } = field
    if (!current || growsByItself) return
    current.style.height = 'auto'
    current.style.height = `${current.scrollHeight}px`
  }, [value])

  return (
    <textarea
      ref={field}
      rows={2}
      dir="auto"
      value={value}
      aria-label={label}
      placeholder={label}
      enterKeyHint="enter"
      onChange={(event) => onChange(event.target.value)}
      onCompositionEnd={(event) => {
        compositionEndedAt.current = event.timeStamp
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
        if (!sends(event.nativeEvent, compositionEndedAt.current, { sendKey, touch: touch.matches })) return
        event.preventDefault()
        // Held down it is still one press.
        if (!event.repeat) onSend()
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0 || event.clipboardData.types.includes('text/plain')) return
        event.preventDefault()
        onFiles([...event.clipboardData.files])
      }}
      className="block field-sizing-content max-h-[40vh] min-h-14 w-full resize-none overflow-y-auto bg-transparent px-3.5 pt-2 pb-1 text-base outline-none! placeholder:text-faint"
    />
  )
}
