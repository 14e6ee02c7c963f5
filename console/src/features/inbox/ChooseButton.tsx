import { ListChecks } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { choosing, clearSelection } from '../../entities/conversation/selection.ts'
import { useStore } from '../../lib/store.ts'
import { IconButton } from '../../ui/IconButton.tsx'

/** For fingers, which pass over nothing: shows on every row that it can be chosen, and ends that again. */
export function ChooseButton() {
  const { t } = useTranslation()
  const on = useStore(choosing, (now) => now)
  return (
    <span className="hidden pointer-coarse:block">
      <IconButton
        icon={ListChecks}
        label={t(on ? 'inbox.chooseNone' : 'inbox.chooseSome')}
        onPress={() => (on ? clearSelection() : choosing.set(true))}
      />
    </span>
  )
}
