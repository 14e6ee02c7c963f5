import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Kind, Settings } from '../../entities/channel/api.ts'
import { channels } from '../../entities/channel/api.ts'
import { keys } from '../../entities/keys.ts'
import type { Channel } from '../../api/types.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/languages.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { OwnSettings } from './OwnSettings.tsx'

/** Longest greeting or farewell, in UTF-16 units: the platforms split what is longer than they take. */
const MAX_WORDS = 2000

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const lines = (value: unknown): string => (Array.isArray(value) ? value.join('\n') : '')

/** What an admin may choose: what every channel has, what its surfaces allow, and what its kind has of its own. */
export function ChannelSettings({ channel, kind }: { channel: Channel; kind: Kind }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState(channel.name)
  const [settings, setSettings] = useState(channel.settings as Settings)
  const set = (change: Settings): void => setSettings((old) => ({ ...old, ...change }))
  const save = useMutation({
    mutationFn: () => channels.change(channel.id, { name, settings }),
    onSuccess(changed) {
      client.setQueryData(keys.channel(channel.id), changed)
      void client.invalidateQueries({ queryKey: keys.channels })
      toast.done(t('common.saved'))
    },
  })
  // What a kind says of its own switch is more exact than what is said of all kinds.
  const general = (name: string, surface: string): boolean => surface in kind.surfaces && !kind.settings.some((own) => own.name === name)
  const languages = [{ id: 'auto', label: t('channels.languageAuto') }, ...LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))]
  return (
    <PageSection title={t('channels.settings')}>
      <Form
        className="flex max-w-xl flex-col gap-5"
        onSubmit={() => save.mutate()}
        actions={
          <Button type="submit" isPending={save.isPending} className="self-start">
            {t('common.save')}
          </Button>
        }
        error={save.error}
      >
        <TextField
          label={t('channels.name')}
          description={t('channels.nameHint')}
          value={name}
          onChange={setName}
          isRequired
          maxLength={100}
        />
        {general('groups', 'group') && (
          <Switch
            label={t('channels.groups')}
            description={t('channels.groupsHint')}
            isSelected={settings['groups'] === true}
            onChange={(groups) => set({ groups })}
          />
        )}
        {general('comments', 'comment') && (
          <Switch
            label={t('channels.comments')}
            description={t('channels.commentsHint')}
            isSelected={settings['comments'] === true}
            onChange={(comments) => set({ comments })}
          />
        )}
        <OwnSettings kind={kind} settings={settings} onChange={set} />
        <Select
          label={t('channels.language')}
          description={t('channels.languageHint')}
          choices={languages}
          value={text(settings['language']) || 'auto'}
          onChange={(language) => set({ language: language === 'auto' ? null : language })}
        />
        <TextField
          label={t('channels.greeting')}
          description={t(kind.hosted ? 'channels.greetingShownHint' : 'channels.greetingHint')}
          rows={3}
          value={text(settings['greeting'])}
          onChange={(greeting) => set({ greeting: greeting || null })}
          maxLength={MAX_WORDS}
        />
        <TextField
          label={t('channels.farewell')}
          description={t(kind.hosted ? 'channels.farewellShownHint' : 'channels.farewellHint')}
          rows={3}
          value={text(settings['farewell'])}
          onChange={(farewell) => set({ farewell: farewell || null })}
          maxLength={MAX_WORDS}
        />
        {kind.hosted && (
          <>
            <TextField
              label={t('channels.chatName')}
              description={t('channels.chatNameHint')}
              value={text(settings['name'])}
              onChange={(shown) => set({ name: shown || null })}
              maxLength={100}
            />
            <TextField
              label={t('channels.origins')}
              description={t('channels.originsHint')}
              rows={3}
              mono
              placeholder="https://shop.example"
              value={lines(settings['origins'])}
              onChange={(value) => set({ origins: value.split('\n') })}
            />
          </>
        )}
      </Form>
    </PageSection>
  )
}
