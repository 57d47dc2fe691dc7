//! Every action there is. Who may do it is said in the policies (`crates/api/policies/`); an action without a policy is refused at the
//! start, and a handler whose parameter names no action does not compile.

/// Whether an action changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionKind {
    /// It appends to the log.
    Command,
    /// It reads a view.
    Query,
}

/// One action.
#[derive(Debug)]
pub struct ActionRow {
    /// Its name; also the operation's name in the OpenAPI document.
    pub name: &'static str,
    /// Whether it changes something.
    pub kind: ActionKind,
}

/// A type that stands for one action.
pub trait Action: 'static {
    /// Its row of the table.
    const ROW: ActionRow;
    /// Which row that is.
    const INDEX: usize;
}

/// An action that shows something of a single case, of which the policies are asked again for every case.
pub trait OfCase: Action {}

macro_rules! actions {
    ($($kind:ident $type:ident $name:literal;)+) => {
        #[derive(Clone, Copy)]
        enum Position { $($type),+ }

        $(
            #[doc = concat!("The right to `", $name, "`.")]
            #[derive(Debug)]
            pub struct $type;

            impl Action for $type {
                const ROW: ActionRow = ActionRow { name: $name, kind: ActionKind::$kind };
                const INDEX: usize = Position::$type as usize;
            }
        )+

        /// Every action.
        pub const ACTIONS: &[ActionRow] = &[$($type::ROW),+];
    };
}

macro_rules! of_a_case {
    ($($type:ident)+) => {
        $(impl OfCase for $type {})+

        /// The actions that show something of a single case.
        pub const OF_A_CASE: &[&str] = &[$($type::ROW.name),+];
    };
}

actions! {
    Command FileApplication "file_application";
    Command DecideSimilarity "decide_similarity";
    Command RequestSupplement "request_supplement";
    Command SubmitSupplement "submit_supplement";
    Command ExtendSupplement "extend_supplement";
    Command LapseApplication "lapse_application";
    Command AcceptCase "accept_case";
    Command ChangeTrack "change_track";
    Command RefuseAcceptance "refuse_acceptance";
    Command AppointRepresentative "appoint_representative";
    Command ChangeAuthority "change_authority";
    Command RevokeRepresentative "revoke_representative";
    Command RecordCapacity "record_capacity";
    Command JoinParty "join_party";
    Command RecordSpecialNeeds "record_special_needs";
    Command ScreenRisk "screen_risk";
    Command ReportRisk "report_risk";
    Command NotifyRespondent "notify_respondent";
    Command RecordConsent "record_consent";
    Command RefuseMediation "refuse_mediation";
    Command RevokeConsent "revoke_consent";
    Command ChooseMediator "choose_mediator";
    Command SendMediatorList "send_mediator_list";
    Command AnswerMediatorList "answer_mediator_list";
    Command CloseMediatorList "close_mediator_list";
    Command OfferMediator "offer_mediator";
    Command AcceptAssignment "accept_assignment";
    Command DeclineAssignment "decline_assignment";
    Command DiscloseConflict "disclose_conflict";
    Command WaiveConflict "waive_conflict";
    Command ScanConflicts "scan_conflicts";
    Command RequestRecusal "request_recusal";
    Command DecideRecusal "decide_recusal";
    Command ReplaceMediator "replace_mediator";
    Command NotifyRights "notify_rights";
    Command ScheduleSession "schedule_session";
    Command CancelSession "cancel_session";
    Command RescheduleSession "reschedule_session";
    Command AdjournSession "adjourn_session";
    Command RecordNoShow "record_no_show";
    Command SignMinutes "sign_minutes";
    Command RequestCorrection "request_correction";
    Command RecordCorrection "record_correction";
    Command OpenExchange "open_exchange";
    Command PostStatement "post_statement";
    Command RecordCaucus "record_caucus";
    Command WriteNote "write_note";
    Command FileComplaint "file_complaint";
    Command DecideComplaint "decide_complaint";
    Command RegisterPlace "register_place";
    Command SetAvailability "set_availability";
    Command OpenFeed "open_feed";
    Command RevokeFeed "revoke_feed";
    Command OpenSession "open_session";
    Command CloseSession "close_session";
    Command ExtendPeriod "extend_period";
    Command SuspendMediation "suspend_mediation";
    Command ResumeMediation "resume_mediation";
    Command CommissionAppraisal "commission_appraisal";
    Command ReceiveAppraisal "receive_appraisal";
    Command CommissionEvaluation "commission_evaluation";
    Command DeliverEvaluation "deliver_evaluation";
    Command AnswerEvaluation "answer_evaluation";
    Command MakeProposal "make_proposal";
    Command AnswerProposal "answer_proposal";
    Command WithdrawProposal "withdraw_proposal";
    Command ProposeNoObjection "propose_no_objection";
    Command ServeNoObjection "serve_no_objection";
    Command ObjectToProposal "object_to_proposal";
    Command WithdrawNoObjection "withdraw_no_objection";
    Command OpenBidding "open_bidding";
    Command CommitBid "commit_bid";
    Command RevealBid "reveal_bid";
    Command CloseBidding "close_bidding";
    Command RequestAuthority "request_authority";
    Command AnswerAuthority "answer_authority";
    Command IssueOpinion "issue_opinion";
    Command AcceptOpinion "accept_opinion";
    Command DeclineOpinion "decline_opinion";
    Command DraftAgreement "draft_agreement";
    Command AnswerAgreement "answer_agreement";
    Command ReviewAgreement "review_agreement";
    Command RecordOralAgreement "record_oral_agreement";
    Command WriteDownAgreement "write_down_agreement";
    Command SignAgreement "sign_agreement";
    Command SealAgreement "seal_agreement";
    Command PrepareConfirmation "prepare_confirmation";
    Command SignConfirmation "sign_confirmation";
    Command FileConfirmation "file_confirmation";
    Command SupplyConfirmationDocuments "supply_confirmation_documents";
    Command RecordCourtStep "record_court_step";
    Command ReceiveInquiry "receive_inquiry";
    Command AnswerInquiry "answer_inquiry";
    Command AbandonConfirmation "abandon_confirmation";
    Command LapseConfirmation "lapse_confirmation";
    Command RecordOtherRoute "record_other_route";
    Command ReportPerformance "report_performance";
    Command ConfirmReceipt "confirm_receipt";
    Command UrgePerformance "urge_performance";
    Command DeclareDefault "declare_default";
    Command WaiveObligation "waive_obligation";
    Command RecordEnforcement "record_enforcement";
    Command RecordFollowUp "record_follow_up";
    Command WithdrawApplication "withdraw_application";
    Command TerminateMediation "terminate_mediation";
    Command RecordUndisputedFacts "record_undisputed_facts";
    Command SignUndisputedFacts "sign_undisputed_facts";
    Command RefuseUndisputedFacts "refuse_undisputed_facts";
    Command CloseCase "close_case";
    Command RegisterReferral "register_referral";
    Command SignReferralReceipt "sign_referral_receipt";
    Command ReportReferral "report_referral";
    Command ProposeTransfer "propose_transfer";
    Command AcceptTransfer "accept_transfer";
    Command DeclineTransfer "decline_transfer";
    Command WithdrawTransfer "withdraw_transfer";
    Command DisputeTransfer "dispute_transfer";
    Command DecideTransfer "decide_transfer";
    Command RegisterMediator "register_mediator";
    Command SetMediatorStanding "set_mediator_standing";
    Command AmendMediator "amend_mediator";
    Command DeclareInterest "declare_interest";
    Command EndInterest "end_interest";
    Command RegisterInstitution "register_institution";
    Command AgreeDocking "agree_docking";
    Command EndDocking "end_docking";
    Query ReadDockings "read_dockings";
    Query ReadDockingReport "read_docking_report";
    Command SignMemorandum "sign_memorandum";
    Command EndMemorandum "end_memorandum";
    Command OpenBatch "open_batch";
    Command LinkCases "link_cases";
    Command UnlinkCase "unlink_case";
    Command CloseBatch "close_batch";
    Command ActOnBatch "act_on_batch";
    Command ActOnCases "act_on_cases";
    Query ReadBatch "read_batch";
    Query ReadBatches "read_batches";
    Command OpenDraft "open_draft";
    Command AmendDraft "amend_draft";
    Command SubmitDraft "submit_draft";
    Command DiscardDraft "discard_draft";
    Query ReadDraft "read_draft";
    Query ReadDrafts "read_drafts";
    Command EstablishCentre "establish_centre";
    Command AmendCentre "amend_centre";
    Command PublishHolidays "publish_holidays";
    Command PublishRuleSet "publish_rule_set";
    Query ReadHolidays "read_holidays";
    Query ReadRuleSets "read_rule_sets";
    Command VoidNumber "void_number";
    Query ReadNumbers "read_numbers";
    Query ReadCentre "read_centre";
    Query ReadCentres "read_centres";
    Command SetLegalHold "set_legal_hold";
    Command LiftLegalHold "lift_legal_hold";
    Command RestrictProcessing "restrict_processing";
    Command LiftRestriction "lift_restriction";
    Command ReceiveDataRequest "receive_data_request";
    Command VerifyDataRequest "verify_data_request";
    Command ProposeDataRequest "propose_data_request";
    Command RefuseDataRequest "refuse_data_request";
    Command SendBackDataRequest "send_back_data_request";
    Command WithdrawDataRequest "withdraw_data_request";
    Command ApproveDataRequest "approve_data_request";
    Command ArchiveCase "archive_case";
    Command ReleaseArchive "release_archive";
    Query ReadArchive "read_archive";
    Query ReadCustody "read_custody";
    Query ReadRetention "read_retention";
    Query ReadDataRequests "read_data_requests";
    Query ReadDataRequest "read_data_request";
    Query ReadErasureCertificate "read_erasure_certificate";
    Query ReadPersonalData "read_personal_data";
    Query ReadCase "read_case";
    Query ReadPartyPage "read_party_page";
    Query ReadTimeline "read_timeline";
    Query ReadDeadlines "read_deadlines";
    Query ReadObligations "read_obligations";
    Query ReadAgreements "read_agreements";
    Query ReadSessionRecords "read_session_records";
    Query ReadCaucusRecords "read_caucus_records";
    Query ReadNotes "read_notes";
    Query ReadComplaints "read_complaints";
    Query ReadCaseComplaints "read_case_complaints";
    Query ReadAccessJournal "read_access_journal";
    Query SearchAccessJournal "search_access_journal";
    Query ReadPersonalNumber "read_personal_number";
    Query InquireSettlements "inquire_settlements";
    Command InquireSettlementsOfPerson "inquire_settlements_of_person";
    Command OpenEmergencyAccess "open_emergency_access";
    Command ReviewEmergencyAccess "review_emergency_access";
    Query ReadEmergencyAccesses "read_emergency_accesses";
    Command RebuildViews "rebuild_views";
    Command RollBackViews "roll_back_views";
    Query ReadViewRebuild "read_view_rebuild";
    Query ReadParkedStreams "read_parked_streams";
    Command RetryParkedStream "retry_parked_stream";
    Command DiscardParkedStream "discard_parked_stream";
    Command RevokeAccess "revoke_access";
    Command LiftAccessRevocation "lift_access_revocation";
    Query ReadAccessRevocations "read_access_revocations";
    Command AddAccount "add_account";
    Command ResetAccount "reset_account";
    Query ReadAccounts "read_accounts";
    Query SearchCases "search_cases";
    Query ReadWorkList "read_work_list";
    Query ReadStalledCases "read_stalled_cases";
    Query ReadOwnCases "read_own_cases";
    Query ReadCentreDesk "read_centre_desk";
    Query ReadInstitutionDesk "read_institution_desk";
    Query ReadPendingApprovals "read_pending_approvals";
    Query ReadDueObligations "read_due_obligations";
    Query ReadCalendar "read_calendar";
    Query ReadCalendars "read_calendars";
    Query ReadSettlements "read_settlements";
    Query ReadSettlement "read_settlement";
    Query ReadReferrals "read_referrals";
    Query ReadTransfers "read_transfers";
    Query ReadBundle "read_bundle";
    Query ReadAgreementMark "read_agreement_mark";
    Query ReadCounts "read_counts";
    Query ReadStatistics "read_statistics";
    Command PublishStatistics "publish_statistics";
    Command RestateStatistics "restate_statistics";
    Query ReadPublication "read_publication";
    Query ReadStatisticsDefinitions "read_statistics_definitions";
    Query ReadAnnualReport "read_annual_report";
    Query ReadProcessLog "read_process_log";
    Query WatchWorkList "watch_work_list";
    Query WatchCase "watch_case";
    Query ReadRoster "read_roster";
    Query ReadMediator "read_mediator";
    Query ReadMediatorProposals "read_mediator_proposals";
    Query ReadAssignments "read_assignments";
    Query ReadInstitution "read_institution";
    Query ReadInstitutions "read_institutions";
}

of_a_case! {
    ReadCase ReadPartyPage WatchCase ReadTimeline ReadDeadlines ReadObligations ReadAgreements ReadSessionRecords ReadCaucusRecords ReadNotes ReadCaseComplaints ReadAccessJournal
    SearchCases ReadPersonalNumber ReadBundle ReadAgreementMark ReadOwnCases ReadCalendar ReadPendingApprovals ReadDueObligations
}
