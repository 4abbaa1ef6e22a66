"""The words that generated names are made of, in English and Japanese."""

PLACES = [
    ("Hokkaido", "北海道"),
    ("Sendai", "仙台"),
    ("Tokyo", "東京"),
    ("Yokohama", "横浜"),
    ("Nagoya", "名古屋"),
    ("Kyoto", "京都"),
    ("Osaka", "大阪"),
    ("Kobe", "神戸"),
    ("Hiroshima", "広島"),
    ("Fukuoka", "福岡"),
    ("Harbor", "臨海"),
    ("Northern", "北部"),
    ("Pacific", "太平洋"),
]
SUBJECTS = [
    ("Semiconductor", "半導体"),
    ("Foundation Model", "基盤モデル"),
    ("Quantum", "量子"),
    ("Hydrogen", "水素"),
    ("Renewable Energy", "再生可能エネルギー"),
    ("Robotics", "ロボット"),
    ("Biotechnology", "バイオ"),
    ("Space", "宇宙"),
    ("Storage Battery", "蓄電池"),
    ("Carbon Recycling", "カーボンリサイクル"),
    ("Health", "医療"),
]
UNDERTAKINGS = [
    ("Initiative", "構想", "programme"),
    ("Strategy", "戦略", "strategy"),
    ("Project", "プロジェクト", "project"),
    ("Consortium", "コンソーシアム", "consortium"),
    ("Centre", "拠点", "facility"),
]
BODIES = [
    ("Corporation", "株式会社", "private_sector"),
    ("Holdings", "ホールディングス", "private_sector"),
    ("Laboratory", "研究所", "academic"),
    ("University", "大学", "academic"),
    ("Ministry", "省", "government"),
    ("Prefecture", "県", "local_government"),
    ("Agency", "機構", "other_public_sector"),
    ("Foundation", "財団", "foundation"),
    ("Shimbun", "新聞", "media"),
]
EVENTS = [
    ("First call for proposals", "第一回公募", "funding"),
    ("Supercomputer in service", "計算基盤の稼働", "compute"),
    ("Model released", "モデルの公開", "model_release"),
    ("Members chosen", "参加者の決定", "membership"),
]
