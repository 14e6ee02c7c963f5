import type { LucideIcon } from 'lucide-react'
import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { Message } from '../../../api/types.ts'
import { buttonClass } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/cx.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { fileUrl } from '../files.ts'
import { picturesOf } from './pictures.ts'
import type { MediaOf } from './types.ts'

export interface LightboxProps {
  picture: MediaOf
  /** Where the pictures before and after it are. */
  messages: readonly Message[]
  onShow: (picture: MediaOf) => void
  onClose: () => void
}

/** So far a finger has to move for the next picture, in pixels. */
const SWIPE = 60

/** One picture as large as the screen allows, and the way to all others of the conversation: by button, arrow key or swipe. */
export function Lightbox({ picture, messages, onShow, onClose }: LightboxProps) {
  const { t } = useTranslation()
  const all = picturesOf(messages)
  const index = all.findIndex(({ file }) => file === picture.file)
  // What was taken back and is looked at all the same stands alone.
  const [before, after] = index === -1 ? [] : [all[index - 1], all[index + 1]]
  const go = (to: MediaOf | undefined): void => to && onShow(to)
  const name = picture.name ?? t('media.image')
  const touched = useRef(0)

  useEffect(() => {
    const pressed = ({ key }: KeyboardEvent): void => {
      // Also where the button that had the focus is disabled by now.
      if (key === 'Escape') onClose()
      if (key === 'ArrowLeft') go(before)
      if (key === 'ArrowRight') go(after)
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  })
  const [near, far] = [before?.file, after?.file]
  useEffect(() => {
    for (const file of [near, far]) if (file) new Image().src = fileUrl(file)
  }, [near, far])

  return (
    <ModalOverlay isOpen onOpenChange={(open) => !open && onClose()} className="fixed inset-0 z-50 animate-fade bg-canvas/95 scheme-dark">
      <Modal className="size-full outline-none">
        <Dialog data-modal className="flex size-full flex-col text-ink outline-none">
          <header className="flex shrink-0 items-center gap-2.5 py-2 pr-2 pl-4">
            <Heading slot="title" className="min-w-0 truncate text-sm font-medium">
              {name}
            </Heading>
            {index !== -1 && all.length > 1 && (
              <span role="status" className="shrink-0 text-xs text-muted tabular-nums">
                {t('talk.pictureOf', { number: index + 1, all: all.length })}
              </span>
            )}
            <span className="flex-1" />
            <a
              href={fileUrl(picture.file)}
              download={picture.name ?? ''}
              aria-label={t('media.download')}
              title={t('media.download')}
              className={cx(buttonClass('ghost'), 'w-8.5 px-0!')}
            >
              <Download aria-hidden />
            </a>
            <IconButton icon={X} label={t('common.close')} tipPlacement="bottom" onPress={onClose} />
          </header>
          <div
            onTouchStart={({ touches }) => (touched.current = touches[0]?.clientX ?? 0)}
            onTouchEnd={({ changedTouches }) => {
              const moved = (changedTouches[0]?.clientX ?? 0) - touched.current
              if (Math.abs(moved) > SWIPE) go(moved > 0 ? before : after)
            }}
            className="relative flex min-h-0 flex-1 items-center justify-center p-2 md:px-18"
          >
            <img
              key={picture.file}
              src={fileUrl(picture.file)}
              alt={picture.caption || name}
              className="max-h-full max-w-full animate-fade rounded-lg object-contain"
            />
            <Turn icon={ChevronLeft} label={t('talk.previousPicture')} to={before} onGo={go} className="left-3" />
            <Turn icon={ChevronRight} label={t('talk.nextPicture')} to={after} onGo={go} className="right-3" />
          </div>
          <p className="mx-auto min-h-6 max-w-3xl shrink-0 px-4 py-2 text-sm wrap-anywhere">{picture.caption}</p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

interface TurnProps {
  icon: LucideIcon
  label: string
  to: MediaOf | undefined
  onGo: (to: MediaOf | undefined) => void
  className: string
}

const Turn = ({ icon, label, to, onGo, className }: TurnProps) => (
  <IconButton
    icon={icon}
    label={label}
    variant="secondary"
    isDisabled={!to}
    onPress={() => onGo(to)}
    className={cx('absolute! top-1/2 size-11! -translate-y-1/2 rounded-full!', className)}
  />
)
