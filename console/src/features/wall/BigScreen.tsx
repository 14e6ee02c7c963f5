import { Minimize } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { IconButton } from '../../ui/IconButton.tsx'

/** Over everything, dark, in type that is read from across a room; Escape leads back. */
export function BigScreen({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    dialog?.focus()
    const theme = document.documentElement.dataset['theme']
    document.documentElement.dataset['theme'] = 'dark'
    const left = (): void => {
      if (!document.fullscreenElement) dialog?.close()
    }
    document.addEventListener('fullscreenchange', left)
    return () => {
      document.removeEventListener('fullscreenchange', left)
      if (theme === undefined) delete document.documentElement.dataset['theme']
      else document.documentElement.dataset['theme'] = theme
      if (document.fullscreenElement) void document.exitFullscreen()
      dialog?.close()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      aria-label={label}
      tabIndex={-1}
      onClose={onClose}
      // Read from 5 m the smallest words want 17 mm: on a screen of 55 inches that is 2.6 % of its height.
      style={{ fontSize: 'clamp(1rem, 2.6vmin, 5rem)' }}
      className="m-0 h-dvh max-h-none w-dvw max-w-none overflow-y-auto bg-canvas p-[3vmin] text-ink outline-none"
    >
      {children}
      <IconButton
        icon={Minimize}
        label={t('wall.leave')}
        onPress={() => ref.current?.close()}
        className="fixed! right-[1vmin] bottom-[1vmin] opacity-30 hover:opacity-100 focus-visible:opacity-100"
      />
    </dialog>
  )
}
