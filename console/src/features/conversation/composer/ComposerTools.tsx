import { ListPlus, Megaphone, Paperclip, SendHorizontal } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { MOD_LABEL } from '../../../lib/platform.ts'
import { usePreference } from '../../../lib/preferences.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Kbd } from '../../../ui/Kbd.tsx'

export interface ComposerToolsProps {
  note: boolean
  ready: boolean
  /** Sending has been pressed once: the next press posts for everybody to read. */
  asking: boolean
  /** A menu is being made. */
  menu: boolean
  onFiles: (files: Iterable<File>) => void
  onMenu: () => void
  onSend: () => void
}

export function ComposerTools({ note, ready, asking, menu, onFiles, onMenu, onSend }: ComposerToolsProps) {
  const { t } = useTranslation()
  const sendKey = usePreference('sendKey')
  return (
    <div className="flex items-center gap-1 px-2 pb-2">
      <FileTrigger allowsMultiple onSelect={(files) => files && onFiles([...files])}>
        <IconButton size="sm" icon={Paperclip} label={t('composer.attach')} />
      </FileTrigger>
      {!note && <IconButton size="sm" icon={ListPlus} label={t('composer.menu')} aria-pressed={menu} onPress={onMenu} />}
      <span className="flex-1" />
      <span className="hidden items-center gap-1 text-2xs text-muted lg:flex">
        {sendKey === 'mod-enter' && <Kbd>{MOD_LABEL}</Kbd>}
        <Kbd>Enter</Kbd>
      </span>
      <Button size="sm" variant={asking ? 'public' : 'primary'} isDisabled={!ready} onPress={onSend}>
        {asking ? <Megaphone aria-hidden /> : <SendHorizontal aria-hidden />}
        {t(asking ? 'talk.postPublicly' : note ? 'composer.addNote' : 'composer.send')}
      </Button>
    </div>
  )
}
