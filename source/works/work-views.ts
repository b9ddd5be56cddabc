import type {WorkView} from '../view/work-view.js';
import {bulkUsersView} from './bulk-users/bulk-users.js';
import {campaignContactsView} from './campaign-contacts/campaign-contacts.js';
import {chatsView} from './chats/chats.js';
import {contactListsView} from './contact-lists/contact-lists.js';
import {doNotCallView} from './do-not-call/do-not-call.js';
import {queueSettingsView} from './queue-settings/queue-settings.js';
import type {WorkTools} from './work-tools.js';

/** Every work view, in the order of the palette. A new one is a row here. */
export const workViews = (tools: WorkTools): readonly WorkView[] => [
  bulkUsersView(tools),
  campaignContactsView(tools),
  chatsView(tools),
  contactListsView(tools),
  doNotCallView(tools),
  queueSettingsView(tools),
];
