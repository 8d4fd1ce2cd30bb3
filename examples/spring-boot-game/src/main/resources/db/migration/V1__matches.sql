create table game_match (
  id uuid primary key,
  played_at ${timestamp} not null,
  replay_id bigint not null,
  constraint game_match_replay foreign key (replay_id) references coffer_content (id)
);
create index game_match_replay_id on game_match (replay_id);
