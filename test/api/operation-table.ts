/** What the sources of the API tell of an operation, apart from its row. */
export type OperationFacts = {
  readonly id: string;
  readonly method: string;
  readonly class: string;
  readonly repeat: string;
  readonly confidence: string;
  readonly path: string;
  /** Required fields, as field lists name them, in the order of the alphabet. */
  readonly required: {
    readonly path: readonly string[];
    readonly query: readonly string[];
    readonly body: readonly string[];
  };
};

// Written from the API's collection and its public pages, never from the rows: it is what the rows are held against.
// A line: id, method, class, repeat, confidence, path, then what must be given, by its part of the request.
const TABLE = `
createOutboundCallByNumber          POST   write     never documented /calls body:agent_email,call_type,end_user_number
createOutboundCallByTicket          POST   write     never documented /calls body:agent_email,call_type,ticket_id
createIncomingCall                  POST   write     never documented /calls body:call_type,end_user_number,menu_id
createScheduledCall                 POST   write     never documented /calls body:call_type,end_user_number,menu_id,scheduled_at
updateCallEndUser                   POST   write     never documented /calls/{call_id}/end_user path:call_id body:identifier
setCallCustomerFlags                POST   write     never inferred   /calls/{id}/customer_flag path:id
updateCallCustomerFlags             PATCH  write     never documented /calls/{id}/customer_flag path:id
getCallCustomerFlags                GET    read      safe  documented /calls/{id}/customer_flag path:id
createOutboundSms                   POST   write     never documented /sms body:chat_type,end_user_number,message,outbound_number
listWaitTimes                       GET    read      safe  documented /wait_times query:lang
createContactData                   POST   write     never documented /crm/contact_data body:agent_id,call_id,contact,lcm_key
getBulkUserTemplate                 GET    read      safe  documented /bulk/users/template
uploadBulkUsers                     POST   write     never documented /bulk/users/upload body:file
replaceBulkUserUpload               PUT    write     never documented /bulk/users/upload body:file,id
proceedBulkUserJob                  POST   dangerous never documented /bulk/users/proceed body:id
getBulkUserJob                      GET    read      safe  documented /bulk/users/jobs/{job_id} path:job_id
listBulkUserSchemeErrors            GET    read      safe  documented /bulk/users/errors/scheme/{job_id} path:job_id
listBulkUserUpdateErrors            GET    read      safe  documented /bulk/users/errors/update/{job_id} path:job_id
createCampaignContact               POST   write     never documented /outbound_dialer/campaigns/{campaign_id}/contacts path:campaign_id body:phone_number
listCampaignContacts                GET    read      safe  documented /outbound_dialer/campaigns/{campaign_id}/contacts path:campaign_id
importCampaignContacts              POST   dangerous never documented /outbound_dialer/campaigns/{campaign_id}/contacts/import path:campaign_id body:file
listCampaignContactImportJobs       GET    read      safe  inferred   /outbound_dialer/campaigns/{campaign_id}/contacts/jobs path:campaign_id
getCampaignContactImportJob         GET    read      safe  documented /outbound_dialer/campaigns/{campaign_id}/contacts/jobs/{job_id} path:campaign_id,job_id
updateCampaignContact               PATCH  write     never documented /outbound_dialer/campaigns/{campaign_id}/contact path:campaign_id
deleteCampaignContact               DELETE dangerous never documented /outbound_dialer/campaigns/{campaign_id}/contact path:campaign_id
updateAgentStatuses                 POST   write     never documented /agent_statuses body:agent_ids,status,team_ids
forceLogoutAgents                   POST   dangerous never documented /agent_statuses/force_logout
forceLogoutAgentsByTeam             POST   dangerous never inferred   /agent_statuses/force_logout
getForceLogoutJob                   GET    read      safe  inferred   /agent_statuses/jobs/{id} path:id
upsertEndUser                       POST   write     safe  documented /end_users body:identifier
getEndUser                          GET    read      safe  documented /end_users
updateChat                          PATCH  write     never documented /chats/{id} path:id body:chat
resumeChat                          PATCH  write     never documented /chats/{id}/resume path:id
sendChatMessage                     POST   write     never documented /chats/{id}/message path:id body:from_user_id,message,message.content,message.type
escalateChat                        POST   write     never inferred   /chats/{chat_id}/escalations path:chat_id
updateChatEscalation                PATCH  write     never documented /chats/{chat_id}/escalations/{id} path:chat_id,id body:deflection_channel
addChatPhotos                       POST   write     never documented /chats/{chat_id}/photos path:chat_id body:photo,photo[].photo_type,photo[].s3_path
listChatPhotos                      GET    read      safe  inferred   /chats/{chat_id}/photos path:chat_id
createChatPhotoUpload               POST   write     never documented /chats/{chat_id}/photos/upload path:chat_id
addChatVideo                        POST   write     never documented /chats/{chat_id}/videos path:chat_id body:video,video.s3_path
listChatVideos                      GET    read      safe  inferred   /chats/{chat_id}/videos path:chat_id
createChatVideoUpload               POST   write     never documented /chats/{chat_id}/videos/upload path:chat_id
createChat                          POST   write     never documented /chats body:chat,chat.end_user_id,chat.menu_id
getChat                             GET    read      safe  inferred   /chats/{id} path:id
getChatTranscript                   GET    read      safe  inferred   /chats/{id}/transcript path:id
setChatCustomerFlags                POST   write     never inferred   /chats/{id}/customer_flag path:id
updateChatCustomerFlags             PATCH  write     never inferred   /chats/{id}/customer_flag path:id
sendChatCustomData                  POST   write     never inferred   /chats/{id}/custom_data path:id body:signed
updateChatEndUser                   POST   write     never documented /chats/{chat_id}/end_user path:chat_id body:identifier
addDncContacts                      POST   write     never documented /outbound_dialer/dnc body:contacts,contacts[].phone_number
removeDncContacts                   POST   dangerous never inferred   /outbound_dialer/dnc/remove body:phone_numbers
checkDncContact                     GET    read      safe  inferred   /outbound_dialer/dnc/check query:phone_number
getQueueStatus                      GET    read      safe  inferred   /queue_operation_statuses query:channel_type,lang,menu_id
downloadQueueSettingsVersion        GET    read      safe  inferred   /queues_settings/version_histories/{id}/download path:id
exportQueueSettings                 GET    read      safe  inferred   /queues_settings/export query:export_attached_files,export_audio_files
listQueueSettingsVersions           GET    read      safe  inferred   /queues_settings/version_histories
getQueueSettingsVersion             GET    read      safe  inferred   /queues_settings/version_histories/{id} path:id
importQueueSettings                 POST   dangerous never inferred   /queues_settings/import body:email,file
createAutoSavedQueueSettingsVersion POST   write     never inferred   /queues_settings/version_histories/auto_saved body:export_attached_files,export_audio_files
restoreQueueSettingsVersion         POST   dangerous never inferred   /queues_settings/version_histories/restore body:email
createContactList                   POST   write     never inferred   /contact_lists body:name
updateContactList                   PATCH  write     never inferred   /contact_lists/{id} path:id body:name
deleteContactList                   DELETE dangerous never inferred   /contact_lists/{id} path:id
createContactListEntry              POST   write     never inferred   /contact_lists/{contact_list_id}/contacts path:contact_list_id body:name,phone_number
updateContactListEntry              PATCH  write     never inferred   /contact_lists/{contact_list_id}/contacts/{id} path:contact_list_id,id body:name,phone_number
deleteContactListEntry              DELETE dangerous never inferred   /contact_lists/{contact_list_id}/contacts/{id} path:contact_list_id,id
getQueueOperationStatus             GET    read      safe  documented /queue_operation_statuses query:channel_type,lang,menu_id
listUsers                           GET    read      safe  inferred   /users
sendCallCustomData                  POST   write     never inferred   /calls/{id}/custom_data path:id body:signed
listBulkUserJobs                    GET    read      safe  documented /bulk/users/jobs
getQueuesStatus                     GET    read      safe  documented /queues/status query:lang,menu_id[],menu_type
getChatMedia                        GET    read      safe  documented /chats/{id}/media/{media_id} path:id,media_id
endCobrowseSession                  POST   dangerous never documented /cobrowse_sessions/{ext_session_id}/end path:ext_session_id
`;

const namesIn = (words: readonly string[], part: string): readonly string[] =>
  words
    .find(word => word.startsWith(`${part}:`))
    ?.slice(part.length + 1)
    .split(',') ?? [];

/** The facts of every operation, in the order of the collection, then what only the public pages have. */
export const OPERATION_FACTS: readonly OperationFacts[] = TABLE.trim()
  .split('\n')
  .map(line => {
    const [id = '', method = '', kind = '', repeat = '', confidence = '', path = '', ...needs] = line.split(/\s+/);
    const required = {path: namesIn(needs, 'path'), query: namesIn(needs, 'query'), body: namesIn(needs, 'body')};
    return {id, method, class: kind, repeat, confidence, path, required};
  });
